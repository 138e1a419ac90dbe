const jwt = require('jsonwebtoken');
function authenticate(req, res, next) {
  const header = req.headers.authorization;
  if (!header) {
    return res.status(401).json({ error: 'no token' });
  }
  try {
    req.user = jwt.verify(header.split(' ')[1], process.env.JWT_SECRET);
    next();
  } catch (e) {
    res.status(401).end();
  }
}
const requireAdmin = (req, res, next) => {
  if (!req.session || !req.session.isAdmin) return res.status(403).send('no');
  next();
};
module.exports = { authenticate, requireAdmin };
