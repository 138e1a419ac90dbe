module.exports = function (app) {
  app.get('/legacy/fetch', async function (req, res) {
    const axios = require('axios');
    const r = await axios.get(req.query.url);
    res.send(r.data);
  });
};
