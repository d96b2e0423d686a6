"""Words as HTML: what the dashboard's pages and the report say besides their charts."""

from pathlib import Path

#: The style sheet of this markup, in light and dark.
CSS = Path(__file__).with_name("markup.css")
#: Makes its buttons copy: ``copyButtons(element)``.
COPY_SCRIPT = Path(__file__).with_name("copy.js")
#: Equips a page that is a file with all of it: hints and cameras of charts, buttons to copy.
EQUIP_SCRIPT = Path(__file__).with_name("equip.js")
