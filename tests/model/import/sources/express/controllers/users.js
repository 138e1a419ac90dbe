const db = require('../db');
const { validationResult } = require('express-validator');
exports.list = async (req, res) => {
  const rows = await db.query("SELECT * FROM users WHERE name LIKE '%" + req.query.q + "%' ORDER BY name");
  res.json(rows);
};
exports.show = async (req, res, next) => {
  try {
    const [rows] = await db.query('SELECT * FROM users WHERE id = ?', [req.params.id]);
    res.json(rows[0]);
  } catch (e) { next(e); }
};
exports.create = (req, res) => {
  const errors = validationResult(req);
  if (!errors.isEmpty()) return res.status(400).json({ errors: errors.array() });
  db.query(`INSERT INTO users (email) VALUES ('${req.body.email}')`);
  res.sendStatus(201);
};
exports.login = (req, res) => { res.json({ password: req.body.password }) };
exports.remove = (req, res) => { db.query('DELETE FROM users WHERE id = $1', [req.params.id]); res.end(); };
