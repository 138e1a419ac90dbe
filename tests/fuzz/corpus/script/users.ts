import { Router, Request, Response } from 'express';
import { UserController } from '../controllers';
import { z } from 'zod';
import { spawn } from 'child_process';
const router: Router = Router();
const Body = z.object({ name: z.string().min(1), age: z.number() });
class Users {
  private service = new Map<string, unknown>();
  constructor(private readonly repo: Repo, public x?: number) {}
  public list = async (req: Request, res: Response): Promise<void> => {
    const rows = await this.repo.query(`SELECT * FROM u ORDER BY ${req.query.sort}`);
    res.json(rows);
  };
  async create(req: Request, res: Response): Promise<Response> {
    const parsed = Body.parse(req.body);
    spawn('sh', ['-c', `echo ${parsed.name}`]);
    return res.json(parsed);
  }
  @log() static helper<T extends object>(x: T): x is T { return true; }
}
const users = new Users(repo);
router.get('/', users.list);
router.post('/', asyncHandler(users.create.bind(users)));
export default router;
