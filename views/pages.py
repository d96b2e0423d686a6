"""All pages in the order of the menu; Streamlit runs this file for every view of every reader."""

from asreported.language import mark
from asreported.view import CityView, CompareView, EvidenceView, TableView, View
from views import city, compare, evidence, method, shell, side_by_side

ENTRIES = (
    shell.Entry("", mark("Compare"), CompareView, compare.show),
    shell.Entry("side-by-side", mark("Side by side"), TableView, side_by_side.show),
    shell.Entry("city", mark("City"), CityView, city.show),
    shell.Entry("evidence", mark("Evidence"), EvidenceView, evidence.show),
    shell.Entry("method", mark("Method"), View, method.show),
)

if __name__ == "__main__":  # as Streamlit runs it
    shell.run(ENTRIES)
