import { expressjwt } from 'express-jwt';
export const checkJwt = expressjwt({ secret: process.env.S as string, algorithms: ['RS256'] });
