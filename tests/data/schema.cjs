// Checks the JSON download against the schema that lies beside it, in strict mode (an unknown word in the
// schema is an error), then that the schema says something: copies with one thing wrong must not pass.
//
// node tests/data/schema.cjs FOLDER
const fs = require('fs');
const path = require('path');
const Ajv = require('ajv/dist/2020');

const read = (name) => JSON.parse(fs.readFileSync(path.join(process.argv[2], 'data', name), 'utf8'));
const whole = read('throughline.json');
// A large site's document is in parts, each of the same form; the first has rows of every table.
const parts = whole.parts ? whole.parts.map(({ file }) => file) : ['throughline.json'];
const document = read(parts[0]);
const schema = read('schema.json');
const faults = [];

const ajv = new Ajv({ strict: true, allowUnionTypes: true, allErrors: true });
const fits = ajv.compile(schema);
for (const part of parts) {
  if (!fits(read(part))) faults.push(...fits.errors.slice(0, 20).map((e) => `data/${part}${e.instancePath} ${e.message}`));
}

// One thing wrong at a time: in the document, and in the first row of each table, column by column.
const wrong = [['an unknown key', (d) => { d.more = 1; }], ['another form', (d) => { d.form += 1; }], ['a title that is a number', (d) => { d.title = 7; }]];
for (const [name, { type, items }] of Object.entries(schema.properties)) {
  wrong.push([`no ${name}`, (d) => { delete d[name]; }]);
  if (type === 'array' && document[name].length) {
    wrong.push([`an unknown column in ${name}`, (d) => { d[name][0].more = 1; }]);
    for (const [column, { type: kinds, pattern, enum: words }] of Object.entries(items.properties)) {
      const where = `${name}.${column}`;
      wrong.push([`no ${where}`, (d) => { delete d[name][0][column]; }]);
      wrong.push([`${where} of another type`, (d) => { d[name][0][column] = { a: 1 }; }]);
      if (![kinds].flat().includes('null')) wrong.push([`${where} empty`, (d) => { d[name][0][column] = null; }]);
      if (words) wrong.push([`${where} in another word`, (d) => { d[name][0][column] = 'perhaps'; }]);
      if (pattern) wrong.push([`${where} in words`, (d) => { d[name][0][column] = '3 May 2011'; }]);
    }
  }
}
// A row is enough of a table for that.
const short = Object.fromEntries(Object.entries(document).map(([key, value]) => [key, Array.isArray(value) ? value.slice(0, 1) : value]));
if (!fits(short)) faults.push('a document with one row a table does not pass');
for (const [what, change] of wrong) {
  const copy = structuredClone(short);
  change(copy);
  if (fits(copy)) faults.push(`passes the schema: ${what}`);
}
faults.forEach((fault) => console.error(fault));
console.log(`schema: the data and ${wrong.length} wrong copies, ${faults.length} wrong`);
process.exit(faults.length ? 1 : 0);
