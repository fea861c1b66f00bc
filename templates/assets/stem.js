// Snowball's English stemmer ("Porter2"), as rust-stemmers 1.2 has it, for words of a-z and 0-9. A vowel is
// one of aeiouy; a y that acts as a consonant is written Y while the word is worked on; digits are consonants.
"use strict";

// Words that the steps would get wrong; words that are done once their plural is taken off; and the endings
// of the steps. After the colon stands what takes the place, nothing where there is no colon.
const [WHOLE, DONE, STEP_1B, STEP_2, STEP_3, STEP_4] = [
  "skis:ski skies:sky dying:die lying:lie tying:tie idly:idl gently:gentl ugly:ugli early:earli only:onli " +
    "singly:singl sky:sky news:news howe:howe atlas:atlas cosmos:cosmos bias:bias andes:andes",
  "inning outing canning herring earring proceed exceed succeed",
  "eed:ee eedly:ee ed edly ing ingly",
  "tional:tion enci:ence anci:ance abli:able entli:ent izer:ize ization:ize ational:ate ation:ate ator:ate " +
    "alism:al aliti:al alli:al fulness:ful ousli:ous ousness:ous iveness:ive iviti:ive biliti:ble bli:ble " +
    "ogi:og fulli:ful lessli:less li",
  "tional:tion ational:ate alize:al icate:ic iciti:ic ical:ic ful ness ative",
  "al ance ence er ic able ible ant ement ment ent ism ate iti ous ive ize ion",
].map((words) => new Map(words.split(" ").map(pair)));

/**
 * An ending and what takes its place.
 * @param {string} text
 * @returns {[string, string]}
 */
function pair(text) {
  const [ending, instead = ""] = text.split(":");
  return [ending, instead];
}

/** @param {string} typed */
function stem(typed) {
  if (typed.length < 3) return typed;
  const whole = WHOLE.get(typed);
  if (whole) return whole;

  // A y at the start or after a vowel is a consonant.
  let word = typed.replace(/^y|([aeiouy])y/g, "$1Y");

  // R1 is what follows the first consonant after a vowel, or one of three beginnings; R2 is the same within
  // R1. Both are kept as the place where they start.
  const region = (/** @type {number} */ from) => {
    const vowel = word.slice(from).search(/[aeiouy][^aeiouy]/);
    return vowel < 0 ? word.length : from + vowel + 2;
  };
  const r1 = /^(gener|commun|arsen)/.exec(word)?.[0].length ?? region(0);
  const r2 = region(r1);

  // A short syllable at the end: consonant, vowel, consonant other than w, x, Y; or a whole word of vowel, consonant.
  const endsShort = (/** @type {string} */ part) => /[^aeiouy][aeiouy][^aeiouywxY]$|^[aeiouy][^aeiouy]$/.test(part);

  // Looks for the step's longest ending. A shorter one is never tried, whatever comes of the longest.
  let ending = "";
  let before = "";
  const find = (/** @type {Map<string, unknown>} */ endings) => {
    for (let at = 0; at < word.length; at++) {
      ending = word.slice(at);
      before = word.slice(0, at);
      if (endings.has(ending)) return true;
    }
    return false;
  };
  const cut = (/** @type {number} */ count) => {
    word = word.slice(0, -count);
  };

  // Step 1a: plurals. -s goes where a vowel stands earlier than right before it.
  if (word.endsWith("sses")) cut(2);
  else if (/ie[sd]$/.test(word)) cut(word.length > 4 ? 2 : 1);
  else if (/[aeiouy].*[^us]s$/.test(word)) cut(1);

  if (!DONE.has(word)) {
    // Step 1b: -eed, -ed, -ing. What is left gets its e back, or loses a doubled letter.
    if (find(STEP_1B)) {
      if (ending.startsWith("ee")) {
        if (before.length >= r1) word = `${before}ee`;
      } else if (/[aeiouy]/.test(before)) {
        word = before;
        if (/(at|bl|iz)$/.test(word) || (word.length === r1 && endsShort(word))) word += "e";
        else if (/(bb|dd|ff|gg|mm|nn|pp|rr|tt)$/.test(word)) cut(1);
      }
    }

    // Step 1c: y becomes i after a consonant that does not start the word.
    word = word.replace(/(.[^aeiouy])[yY]$/, "$1i");

    // Step 2: long endings become shorter ones. -ogi needs an l before it, -li one of ten letters.
    if (find(STEP_2) && before.length >= r1) {
      const letter = ending === "ogi" ? /l$/ : ending === "li" ? /[cdeghkmnrt]$/ : /$/;
      if (letter.test(before)) word = before + (STEP_2.get(ending) ?? "");
    }

    // Step 3: the same for more endings. -ative goes only in R2.
    if (find(STEP_3) && before.length >= (ending === "ative" ? r2 : r1)) {
      word = before + (STEP_3.get(ending) ?? "");
    }

    // Step 4: endings go in R2, -ion only after s or t.
    if (find(STEP_4) && before.length >= r2 && (ending !== "ion" || /[st]$/.test(before))) word = before;

    // Step 5: a last e goes in R2, or in R1 if no short syllable stands before it; a last l goes in R2 after an l.
    const last = word.length - 1;
    if (word.endsWith("e")) {
      if (last >= r2 || (last >= r1 && !endsShort(word.slice(0, -1)))) cut(1);
    } else if (word.endsWith("ll") && last >= r2) cut(1);
  }

  return word.replaceAll("Y", "y");
}
