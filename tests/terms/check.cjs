// Runs the words of stems.txt through the browser's stemmer, and those of folded.txt through its reading of words.
//
// node tests/terms/check.cjs
const fs = require('fs');
const path = require('path');

const read = (name) => fs.readFileSync(path.join(__dirname, name), 'utf8');
const table = (name) => read(name).split('\n').filter(Boolean).map((row) => row.split('\t'));
const stem = new Function(`${read('../../templates/assets/stem.js')}\nreturn stem;`)();
const rows = table('stems.txt');
const wrong = rows.filter(([word, expected]) => stem(word) !== expected);
wrong.forEach(([word, expected]) => console.error(`${word}: ${stem(word)} for ${expected}`));
if (rows.length < 5000) console.error(`only ${rows.length} words`);
console.log(`${rows.length} words, ${wrong.length} with another stem`);

const pieces = new Function(`${read('../../templates/assets/loader.js')}\n${read('../../templates/assets/pieces.js')}\nreturn pieces;`)();
const words = (text) => [...text.matchAll(pieces.WORD)].map(([word]) => pieces.folded(word)).join(' ');
const unlike = table('folded.txt').filter(([text, expected]) => words(text) !== expected);
unlike.forEach(([text, expected]) => console.error(`${text}: ${words(text)} for ${expected}`));
console.log(`${unlike.length} read otherwise`);
process.exit(wrong.length || unlike.length || rows.length < 5000 ? 1 : 0);
