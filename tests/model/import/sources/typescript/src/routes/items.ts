import * as express from 'express';
import { checkJwt } from '../middleware/jwt';
export const itemRouter = express.Router();
itemRouter.use(checkJwt);
const ALLOWED = new Set(['a', 'b']);
itemRouter.get('/:kind', (req, res) => {
  if (!ALLOWED.has(req.params.kind)) { return res.sendStatus(404); }
  return require('./' + req.params.kind);
});
itemRouter.put('/:kind', async (req, res, next) => { switch (req.params.kind) { case 'a': eval(req.params.kind); break; default: res.end(); } });
