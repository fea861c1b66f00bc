// What tests of the review desk share: an invented site with a fresh import, the desk started on it, and questions to it.
const fs = require('fs');
const http = require('http');
const os = require('os');
const path = require('path');
const { execFileSync, spawn } = require('child_process');

const PROGRAM = path.resolve(process.env.THROUGHLINE || 'target/debug/throughline');
exports.PROGRAM = PROGRAM;
exports.REPORT = 'marrowby/2030-12-focused-visit';

// The site with what is imported into it: the letter as text, or another file of it.
exports.site = (letter = (folder) => path.join(folder, 'letter.txt'), ...more) => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'desk-'));
  fs.cpSync(path.join(__dirname, 'desk'), folder, { recursive: true });
  execFileSync(PROGRAM, ['import', '--into', folder, ...more, letter(folder)], { stdio: 'pipe' });
  return folder;
};

// Starts the desk on a free port; its address stands in what it says.
exports.start = (folder) => {
  const desk = spawn(PROGRAM, ['review', '--site', folder, '--port', '0']);
  const said = new Promise((resolve, reject) => {
    let text = '';
    desk.stderr.on('data', (bytes) => {
      text += bytes;
      const found = text.match(/open (http:\/\/\S+)/);
      if (found) resolve(found[1]);
    });
    desk.on('exit', (code) => reject(new Error(`the desk ended with ${code}: ${text}`)));
  });
  return { desk, said };
};

exports.request = (address, options, body) => new Promise((resolve, reject) => {
  const sent = http.request(address, options, (answer) => {
    let text = '';
    answer.on('data', (bytes) => { text += bytes; });
    answer.on('end', () => resolve({ status: answer.statusCode, headers: answer.headers, text }));
  });
  sent.on('error', reject);
  sent.end(body);
});

// What the desk tells open pages: something comes whenever the site was built again, for as long as that may take.
exports.builds = (address) => new Promise((resolve, reject) => {
  const signal = AbortSignal.timeout(60000);
  http.get(new URL('/_throughline/events', address), { signal }, resolve).on('error', reject);
});
