const app = require('express')();
app.get('/only-in-a-test', (req, res) => eval(req.query.x));
