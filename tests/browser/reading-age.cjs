// How hard the interface's own words are to read: the sentences of the templates, and those of the pages that say what the
// words of the site mean. The measure is the grade of Flesch and Kincaid (Kincaid et al., 1975: Derivation of new readability
// formulas for Navy enlisted personnel): 0.39 words a sentence + 11.8 syllables a word - 15.59. A reader's age is five
// years more than the grade. GOV.UK asks for a reading age of nine; words that the field cannot do without
// (recommendation, inspectorate, authority) keep this site above it.
//
// node tests/browser/reading-age.cjs FOLDER
const fs = require('fs');
const path = require('path');

// Over all sentences.
const MOST = 11;
// Of one template or page, whose few sentences vary more.
const MOST_OF_ONE = 13;
// GOV.UK: sentences of 25 words or fewer.
const LONGEST = 30;

const templates = path.resolve(__dirname, '../../templates');
const folder = process.argv[2] && path.resolve(process.argv[2]);

const plain = (html) => html.replace(/<[^>]*>/g, ' ').replace(/&[a-z]+;/g, ' ').replace(/\s+/g, ' ');

// Markup that ends a run of words; of the rest, what a template puts in is one short word.
const ends = /<\/?(?:p|li|ul|ol|td|th|tr|table|caption|h\d|dt|dd|div|section|summary|details|option|label|button|nav|title|blockquote|figcaption|legend)\b[^>]*>/g;
const sentencesOf = (html) => html
  .split(/¶/)
  .flatMap((run) => plain(run).split(/(?<=[.?!])\s+(?=\S)/))
  .map((sentence) => sentence.trim())
  // Names of fields and columns are no sentences.
  .filter((sentence) => /[.?!:]$/.test(sentence) && sentence.split(' ').length >= 5);

const fromTemplate = (text) => sentencesOf(text
  .replace(/\{#[\s\S]*?#\}/g, '')
  .replace(/<(script|style|svg|head)[\s\S]*?<\/\1>/g, '¶')
  .replace(/\{\{-?\s*<[\s\S]*?\/>\s*-?\}\}/g, ' it ')
  .replace(/\{\{[\s\S]*?\}\}/g, ' it ')
  .replace(/\{%-?\s*(?:el|else)[\s\S]*?%\}/g, '¶')
  .replace(/\{%[\s\S]*?%\}/g, ' ')
  .replace(ends, '¶'));

const fromPage = (text) => sentencesOf((text.match(/<main[\s\S]*?<\/main>/) || [''])[0].replace(ends, '¶'));

(async () => {
  const { fleschKincaid } = await import('flesch-kincaid');
  const { syllable } = await import('syllable');
  const grade = (sentences) => {
    const words = sentences.flatMap((sentence) => sentence.match(/[\p{L}\p{N}’'-]+/gu) || []);
    return fleschKincaid({ sentence: sentences.length, word: words.length, syllable: words.reduce((sum, word) => sum + Math.max(1, syllable(word)), 0) });
  };
  const age = (sentences) => grade(sentences) + 5;
  const read = (file) => fs.readFileSync(file, 'utf8');
  const parts = fs.readdirSync(templates).filter((name) => name.endsWith('.html')).map((name) => [name, fromTemplate(read(path.join(templates, name)))]);
  // What the words mean is written in the program; of the glossary's, descriptions of themes are content.
  if (folder) parts.push(['the page method.html', fromPage(read(path.join(folder, 'method.html')))]);
  let failed = 0;
  const wrong = (text) => { failed += 1; console.error(text); };
  const all = parts.flatMap(([, sentences]) => sentences);
  if (all.length < 100) wrong(`only ${all.length} sentences were found`);
  const said = [];
  for (const [name, sentences] of parts.filter(([, list]) => list.length >= 4)) {
    said.push([age(sentences), name]);
    if (age(sentences) > MOST_OF_ONE) wrong(`${name}: a reading age of ${age(sentences).toFixed(1)}, wanted at most ${MOST_OF_ONE}`);
  }
  for (const [name, sentences] of parts) {
    for (const sentence of sentences) {
      const words = sentence.split(' ').length;
      if (words > LONGEST) wrong(`${name}: ${words} words in one sentence: ${sentence}`);
    }
  }
  if (age(all) > MOST) wrong(`all templates: a reading age of ${age(all).toFixed(1)}, wanted at most ${MOST}`);
  said.sort((a, b) => b[0] - a[0]);
  console.log(`reading age ${age(all).toFixed(1)} over ${all.length} sentences; hardest: ${said.slice(0, 6).map(([years, name]) => `${years.toFixed(1)} ${name}`).join(', ')}`);
  if (process.env.HARDEST) for (const s of [...all].sort((a, b) => age([b]) - age([a])).slice(0, 25)) console.log(age([s]).toFixed(1), s);
  process.exit(failed ? 1 : 0);
})();
