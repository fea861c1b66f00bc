// What a reader chose on a page, kept in the page's address, so that a choice can be bookmarked, sent and gone back
// from. On a host it is the query (`?theme=health`). On a disk it stands behind `#?`, since browsers let a script
// change nothing else of a file's address. Used by choose.js, grid.js, lists.js and search.js, which a page loads after
// this one.
"use strict";
const address = (() => {
  const isOnDisk = location.protocol === "file:";

  /** Whether the choice stands behind `#?`; so it does on a host as well where an address was copied from a disk. */
  const isInHash = () => location.hash.startsWith("#?");

  /** What the address asks for. */
  const asked = () => new URLSearchParams(isInHash() ? location.hash.slice(2) : location.search);

  /**
   * The address that asks for something, at a place of the page (`#p_grid`).
   * @param {URLSearchParams} choice
   * @param {string} place
   */
  function of(choice, place) {
    const text = choice.toString();
    // A file's address has room for a choice or a place, and the choice says more. A query that led here cannot be
    // taken away; `#?` says that nothing of it is chosen any more.
    if (isOnDisk) return text ? `#?${text}` : place || (location.search ? "#?" : "#");
    return `${text ? `?${text}` : location.pathname}${place}`;
  }

  /**
   * Writes a choice into the address, and says whether that changed it. A choice that is `newStep` can be gone back
   * from; another takes the place of the one before.
   * @param {URLSearchParams} choice
   * @param {{ place?: string, newStep?: boolean }} how
   */
  function write(choice, { place = "", newStep = true } = {}) {
    const wanted = of(choice, place);
    if (new URL(wanted, location.href).href === location.href) return false;
    history[newStep ? "pushState" : "replaceState"](null, "", wanted);
    return true;
  }

  /**
   * Whether somebody only went to a place of the page other than `own`. On a disk that place has taken the room of
   * the choice, so such an address says nothing about what was chosen.
   * @param {string} own
   */
  const isJump = (own) => isOnDisk && !isInHash() && !["", own].includes(location.hash);

  return { asked, isInHash, isJump, write };
})();
