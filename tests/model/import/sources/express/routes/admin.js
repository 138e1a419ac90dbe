const express = require('express');
const router = express.Router();
const fs = require('fs');
const path = require('path');
router.get('/logs', (req, res) => {
  res.send(fs.readFileSync(path.join('/var/log', req.query.file), 'utf8'));
});
router.get('/dl', (req, res) => res.sendFile(req.query.f, { root: '/srv' }));
router.get('/dl2', (req, res) => res.sendFile('/srv/' + req.query.f));
module.exports = router;
