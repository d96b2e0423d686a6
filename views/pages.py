"""All pages in the order of the menu; Streamlit runs this file for every view of every reader."""

from asreported.installation import is_editing
from asreported.translatable import N_
from asreported.view import CityView, CompareView, EvidenceView, SideBySideView, View
from views import city, compare, evidence, method, shell, side_by_side

ENTRIES: tuple[shell.Entry, ...] = (
    shell.Entry("", N_("Compare"), CompareView, compare.show),
    shell.Entry("side-by-side", N_("Side by side"), SideBySideView, side_by_side.show),
    shell.Entry("city", N_("City"), CityView, city.show),
    shell.Entry("evidence", N_("Evidence"), EvidenceView, evidence.show),
    shell.Entry("method", N_("Method"), View, method.show),
)

if is_editing():  # nothing that writes is loaded by a server that only shows
    from asreported.view import CurateView
    from views import curate

    ENTRIES += (shell.Entry("curate", N_("Curate"), CurateView, curate.show),)

if __name__ == "__main__":  # as Streamlit runs it
    shell.run(ENTRIES)
