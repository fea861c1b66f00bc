// All recommendations as rows to choose from, read piece by piece. What is in the pieces is told in
// src/search/lists.rs; what a page does with them, in choose.js.
"use strict";
const rows = (() => {
  /** @type {Field[]} */
  const FIELDS = ["outcome", "reader", "kind", "theme", "authority", "region", "to", "by", "year"];
  const { LETTERS, lastUpTo } = loader;
  /** Pieces that are asked for side by side. */
  const AT_ONCE = 24;
  /** Each is compared by this first, then by its place in the list; the greatest comes first. */
  /** @type {Record<string, (row: ListRow) => number>} */
  const ORDERS = {
    "": () => 0,
    raised: (row) => row.raised,
    since: (row) => -row.since,
    changed: (row) => row.changed,
    asked: (row) => row.asked,
    outcome: (row) => -row.outcome,
  };

  /** A text as it is compared: without accents and capitals. */
  const plain = (/** @type {string} */ text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

  /**
   * Opens the rows of a site.
   * @param {Pieces} piece
   * @returns {Promise<ListTable>}
   */
  async function open(piece) {
    /** @type {ListHead} */
    const head = await piece("lists", "");
    const get = (/** @type {string} */ name) => piece(name, head.version);
    // An authority without rows begins where the next one does, so that the last of equal beginnings has the row.
    const firsts = head.authorities.map(([, , , first]) => first);
    return { ...head, get, firsts, known: new Map() };
  }

  /**
   * The pieces of columns with every row that may be chosen: all of them, or those of an authority or a region.
   * @type {(table: ListTable, choice: ListChoice) => number[]}
   */
  function needed(table, choice) {
    /** @type {Set<number>} */
    const pieces = new Set();
    table.authorities.forEach(([id, , region, first], n) => {
      if (choice.authority && choice.authority !== id) return;
      if (choice.region && choice.region !== region) return;
      const end = table.firsts[n + 1] ?? table.count;
      for (let at = first; at < end; at += table.inColumns) pieces.add(Math.floor(at / table.inColumns));
      if (end > first) pieces.add(Math.floor((end - 1) / table.inColumns));
    });
    return [...pieces];
  }

  /**
   * Does something with some things, a few of them side by side, and gives what came of it in their order.
   * @template A, B
   * @param {A[]} all
   * @param {(one: A) => Promise<B>} act
   */
  async function inTurns(all, act) {
    /** @type {B[]} */
    const done = [];
    for (let from = 0; from < all.length; from += AT_ONCE) {
      done.push(...await Promise.all(all.slice(from, from + AT_ONCE).map(act)));
    }
    return done;
  }

  /** Reads what is known of the rows of some pieces. */
  async function know(/** @type {ListTable} */ table, /** @type {number[]} */ pieces) {
    const missing = pieces.filter((n) => !table.known.has(n));
    await inTurns(missing, async (n) => {
      /** @type {ListColumns} */
      const columns = await table.get(`lc${n}`);
      // What few rows have is told by value.
      const byRow = (/** @type {Record<string, number[]>} */ values) =>
        new Map(Object.entries(values).flatMap(([value, all]) => all.map((n_) => /** @type {const} */ ([n_, value]))));
      table.known.set(n, { ...columns, toOf: byRow(columns.to), byOf: byRow(columns.by) });
    });
  }

  /**
   * A row by its number; of threads, what their newest recommendation has, standing where the thread stands. Nothing
   * where the row is not the newest of its thread.
   * @type {(table: ListTable, n: number, isThread: boolean) => ListRow | undefined}
   */
  function rowOf(table, n, isThread) {
    const columns = table.known.get(Math.floor(n / table.inColumns));
    const i = n % table.inColumns;
    if (!columns) return undefined;
    const outcome = LETTERS.indexOf((isThread ? columns.threadOutcome : columns.outcome)[i]);
    if (outcome < 0) return undefined;
    const reader = LETTERS.indexOf((isThread ? columns.threadReader : columns.reader)[i]);
    const changed = (isThread ? columns.threadChanged[i] : undefined) ?? columns.changed[i];
    const [authority, , region] = table.authorities[lastUpTo(table.firsts, n)];
    const asked = columns.days[columns.asked[i]];
    return {
      n,
      outcome,
      raised: columns.raised[i],
      since: columns.days[columns.since[i]],
      changed: columns.days[changed],
      asked,
      isUnread: (Number(columns.unread[i]) & (isThread ? 2 : 1)) !== 0,
      values: {
        outcome: [table.outcomes[outcome][0]],
        reader: reader < 0 ? [] : [table.readers[reader][0]],
        kind: [table.kinds[LETTERS.indexOf(columns.kind[i])][0]],
        theme: columns.themes[i].map((theme) => table.themes[theme][0]),
        authority: [authority],
        region: region ? [region] : [],
        to: columns.toOf.has(i) ? [columns.toOf.get(i) ?? ""] : [],
        by: columns.byOf.has(i) ? [columns.byOf.get(i) ?? ""] : [],
        year: [String(Math.floor(asked / 10000))],
      },
    };
  }

  /**
   * The numbers of the rows that fit a choice, in its order, and how many rows each value of a field would leave. What
   * the pieces hold that were read is gone through once, and of what fits only numbers are kept: it can be very much.
   * @type {(table: ListTable, choice: ListChoice) => { fits: number[], counts: Record<Field, Map<string, number>> }}
   */
  function choose(table, choice) {
    const counts = /** @type {Record<Field, Map<string, number>>} */ (
      Object.fromEntries(FIELDS.map((field) => [field, new Map()])));
    /** @type {[number, number][]} */
    const fits = [];
    const order = ORDERS[choice.sort] ?? ORDERS[""];
    const count = (/** @type {Field} */ field, /** @type {ListRow} */ one) =>
      one.values[field].forEach((value) => counts[field].set(value, (counts[field].get(value) ?? 0) + 1));
    const narrow = FIELDS.filter((field) => choice[field]);
    for (const piece of [...table.known.keys()].sort((a, b) => a - b)) {
      const end = Math.min((piece + 1) * table.inColumns, table.count);
      for (let n = piece * table.inColumns; n < end; n += 1) {
        const one = rowOf(table, n, Boolean(choice.once));
        if (!one || (choice.unread && one.isUnread)) continue;
        const fails = narrow.filter((field) => !one.values[field].includes(choice[field]));
        if (!fails.length) fits.push([order(one), n]);
        // A value counts what would be left were it chosen in the place of another.
        if (fails.length === 1) count(fails[0], one);
        else if (!fails.length) FIELDS.forEach((field) => count(field, one));
      }
    }
    return { fits: fits.sort((a, b) => b[0] - a[0] || a[1] - b[1]).map(([, n]) => n), counts };
  }

  /**
   * What some rows show, in their order.
   * @param {ListTable} table
   * @param {number[]} some
   * @returns {Promise<ListEntry[]>}
   */
  async function entries(table, some) {
    const pieces = [...new Set(some.map((n) => Math.floor(n / table.inRows)))];
    const read = new Map(await inTurns(pieces, async (piece) =>
      /** @type {const} */ ([piece, /** @type {ListEntry[]} */ (await table.get(`l${piece}`))])));
    return some.map((n) => /** @type {ListEntry[]} */ (read.get(Math.floor(n / table.inRows)))[n % table.inRows]);
  }

  /**
   * The rows that have all of some words.
   * @type {(table: ListTable, some: number[], words: string) => Promise<number[]>}
   */
  async function having(table, some, words) {
    const wanted = plain(words).split(/\s+/).filter(Boolean);
    const shown = await entries(table, some);
    return some.filter((_, at) => {
      const [id, , text, label, report] = shown[at];
      const all = plain(`${id} ${text} ${label} ${report}`);
      return wanted.every((word) => all.includes(word));
    });
  }

  // ---------------------------------------------------------------- as a file

  const COLUMNS = [
    "id", "authority", "authority_name", "region", "date", "report", "kind", "label", "words", "by", "to", "themes",
    "outcome", "reader", "says", "thread_outcome", "raised", "since", "changed", "page",
  ];

  // Written as numbers: what makes scripts small for sending takes a quote in an expression for the end of a text.
  const QUOTE = "\u0022";
  const BREAKS = /[\u0022,\r\n]/;

  /** A cell: what a spreadsheet would run as a formula gets an apostrophe in front, as in the downloads of the site. */
  function cell(/** @type {string | number} */ value) {
    const text = typeof value === "string" && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
    return BREAKS.test(text) ? `${QUOTE}${text.replaceAll(QUOTE, QUOTE + QUOTE)}${QUOTE}` : text;
  }

  /** A date of the form 20180523 as 2018-05-23. */
  const dashed = (/** @type {number} */ day) => String(day).replace(/^(\d{4})(\d\d)(\d\d)$/, "$1-$2-$3");

  /**
   * Some rows as CSV, in their order. Names and meanings of columns are those of the site's downloads.
   * @type {(table: ListTable, some: number[], choice: ListChoice, root: string) => Promise<string>}
   */
  async function csv(table, some, choice, root) {
    const shown = await entries(table, some);
    const names = new Map(table.authorities.map(([id, name]) => [id, name]));
    const lines = some.flatMap((n, at) => {
      const one = rowOf(table, n, Boolean(choice.once));
      if (!one) return [];
      const [id, href, words, label, report, , asked, own, ofThread, apart] = shown[at];
      const standing = apart ? table.outcomes[apart[1]][0] : one.values.outcome[0];
      const says = (choice.once && ofThread) || own;
      const { authority, region, kind, by, to, theme, outcome, reader } = one.values;
      const said = says ? [says[4]?.[1] ?? "", says[0], says[2]].join(" ").trim() + (says[3] && `, ${says[3]}`) : "";
      return [[
        id, authority[0], names.get(authority[0]) ?? "", region.join(), asked, report, kind[0], label, words, by.join(),
        to.join(), theme.join("; "), outcome[0], reader.join(), said, standing, one.raised, dashed(one.since),
        dashed(one.changed),
        new URL(root + href, location.href).href,
      ].map(cell).join(",")];
    });
    return [COLUMNS.join(","), ...lines].map((line) => `${line}\r\n`).join("");
  }

  return { FIELDS, ORDERS, open, needed, know, rowOf, choose, entries, having, csv };
})();
