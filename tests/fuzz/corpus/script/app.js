#!/usr/bin/env node
'use strict';
const express = require('express');
const helmet = require('helmet');
const rateLimit = require('express-rate-limit');
const session = require('express-session');
const { exec, execFile } = require('node:child_process');
const users = require('./routes/users');
const app = express();
const PORT = process.env.PORT || 3000;
const JWT_SECRET = process.env.JWT_SECRET || 'quiet-brook-9';
// app.get('/commented', (req, res) => res.send('x'));
/* app.get('/commented2', (req, res) => res.send('x')); */
const doc = "app.get('/in-string', handler)";
app.use(helmet());
app.use(express.json({ limit: '100kb' }));
app.use(session({ secret: 'violin-cat', resave: false }));
app.use('/static', express.static('public'));
const limiter = rateLimit({ windowMs: 60000, max: 100 });
app.use('/api', limiter);
app.use('/api/users', users);
app.use('/api/admin', require('./middleware/auth').requireAdmin, require('./routes/admin'));
require('./routes/legacy')(app);

app.get('/', (req, res) => {
  res.json({ ok: true });
});
app.get('/ping', (req, res) => {
  const { host } = req.query;
  exec(`ping -c 1 ${host}`, (err, stdout) => {
    if (err) return res.status(500).send('failed');
    res.send(`<pre>${stdout}</pre>`);
  });
});
app.get('/ping-safe', (req, res) => {
  execFile('ping', ['-c', '1', req.query.host], (err, out) => res.type('text').send(out));
});
app.get('/calc', (req, res) => res.json({ result: eval(req.query.expr) }));
app.get('/greet/:name', (req, res) => {
  res.send('<h1>Hello ' + req.params.name + '</h1>');
});
app.get('/go', function (req, res, next) {
  const target = req.query.to;
  if (!/^\/[a-z]+$/.test(target)) {
    return res.status(400).end();
  }
  res.redirect(target);
});
app.get('/order/:id(\\d+)', (req, res) => { res.json({ id: Number(req.params.id) }); });
app.route('/book')
  .get((req, res) => res.send('list'))
  .post(async (req, res) => {
    const { title, ...rest } = req.body;
    await Book.create({ title });
    res.status(201).json({ title });
  });
app.use((err, req, res, next) => { console.error(err); res.status(500).send('oops'); });
app.listen(PORT, () => console.log(`listening on ${PORT}`));
module.exports = app;
