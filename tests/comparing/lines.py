"""Any other file: compared line by line."""
from difflib import SequenceMatcher

from .kinds import Difference


def differences(_name, old, new):
    first, second = old.split("\n"), new.split("\n")
    match = SequenceMatcher(None, first, second, autojunk=False)
    for what, a, b, c, d in match.get_opcodes():
        if what != "equal":
            said = "changed" if what == "replace" else "gone" if what == "delete" else "new"
            yield Difference(f"lines {said}", "\n".join(first[a:b]), "\n".join(second[c:d]), said)
