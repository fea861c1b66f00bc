// No template, style sheet or script has a line that is longer than an editor shows: no formatter knows both HTML and
// the templates' own language, so they are laid out by hand.
//
// node tests/front/lines.cjs
const fs = require('fs');
const path = require('path');

const LONGEST = 120;
const ROOT = path.resolve(__dirname, '../..');
const FOLDERS = ['templates', 'templates/assets', 'templates/style', 'src/review/page', 'src/serve', 'tests/front'];
const KINDS = ['.html', '.css', '.js', '.cjs', '.mjs', '.ts'];

const below = (folder) => fs.readdirSync(path.join(ROOT, folder)).map((name) => path.join(folder, name));
const files = FOLDERS.flatMap(below).filter((file) => KINDS.includes(path.extname(file)));
const lines = files.flatMap((file) => fs.readFileSync(path.join(ROOT, file), 'utf8').split('\n')
  .map((line, n) => ({ place: `${file}:${n + 1}`, long: [...line].length })));
const wrong = lines.filter(({ long }) => long > LONGEST);
wrong.forEach(({ place, long }) => console.error(`${place}: ${long} characters`));
console.log(`${lines.length} lines of ${files.length} files, ${wrong.length} longer than ${LONGEST}`);
process.exit(wrong.length || files.length < 50 ? 1 : 0);
