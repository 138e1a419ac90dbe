from typing import Annotated
from fastapi import Header, HTTPException, Depends, status
from fastapi.security import OAuth2PasswordBearer
from jose import jwt
oauth2_scheme = OAuth2PasswordBearer(tokenUrl="token")
SECRET_KEY = "b7Qx2Lr9Tz4Kp1Vw8Nd5Hs3Gf6Jm0Ycd"

async def get_token_header(x_token: Annotated[str, Header()]):
    if x_token != "turnstile-token":
        raise HTTPException(status_code=400, detail="wrong token")

async def get_query_token(token: str):
    if token != "otter":
        raise HTTPException(status_code=400, detail="wrong token")

async def get_current_user(token: Annotated[str, Depends(oauth2_scheme)]):
    payload = jwt.decode(token, SECRET_KEY, algorithms=["HS256"])
    return payload.get("sub")

def require_admin(user=Depends(get_current_user)):
    if user != "admin":
        raise HTTPException(status_code=403)
    return user

def get_db():
    db = SessionLocal()
    try:
        yield db
    finally:
        db.close()

def pagination(skip: int = 0, limit: int = 100):
    return {"skip": skip, "limit": limit}
