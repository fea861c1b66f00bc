// Runs the words of stems.txt through the browser's stemmer.
//
// node tests/terms/check.cjs
const fs = require('fs');
const path = require('path');

const source = fs.readFileSync(path.join(__dirname, '../../templates/assets/stem.js'), 'utf8');
const stem = new Function(`${source}\nreturn stem;`)();
const rows = fs.readFileSync(path.join(__dirname, 'stems.txt'), 'utf8').split('\n').filter(Boolean).map((row) => row.split('\t'));
const wrong = rows.filter(([word, expected]) => stem(word) !== expected);
wrong.forEach(([word, expected]) => console.error(`${word}: ${stem(word)} for ${expected}`));
if (rows.length < 5000) console.error(`only ${rows.length} words`);
console.log(`${rows.length} words, ${wrong.length} with another stem`);
process.exit(wrong.length || rows.length < 5000 ? 1 : 0);
