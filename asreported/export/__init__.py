"""What leaves the dashboard: pictures, data, citations, the report."""
