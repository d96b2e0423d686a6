"""The whole comparison as a static site: pages, charts and data that any web server carries."""
