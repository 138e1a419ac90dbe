import express, { Application, Request, Response, NextFunction } from 'express';
import usersRouter from './routes/users';
import { itemRouter as items } from './routes/items.js';
import type { Config } from './config';
interface Opts<T> { name: string; run(x: T): Promise<void>; }
type Handler = (req: Request, res: Response) => void;
enum Level { A = 'a', B = 'b' }
const app: Application = express();
app.use(express.json());
app.use('/users', usersRouter);
app.use('/items', items);
app.get('/health', (_req: Request, res: Response): void => { res.status(200).json({ status: 'ok' as const }); });
app.get<{ id: string }>('/typed/:id', async (req: Request<{ id: string }>, res: Response) => {
  const id = (req.params as any).id!;
  const value = <string>req.query.v;
  const n: number = a < b ? 1 : 2;
  res.send(`<p>${id}</p>`);
});
app.listen(4000);
export default app;
