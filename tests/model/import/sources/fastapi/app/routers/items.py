import subprocess
from enum import Enum
from typing import Annotated, Literal, Optional
from fastapi import APIRouter, Body, Cookie, File, Form, Path, Query, UploadFile
from fastapi.responses import FileResponse, HTMLResponse, RedirectResponse
from pydantic import BaseModel, Field, EmailStr
import httpx
router = APIRouter(prefix="/items")

class Kind(str, Enum):
    a = "a"
    b = "b"

class Item(BaseModel):
    name: str
    price: float
    owner: EmailStr
    code: str = Field(..., pattern="^[A-Z]{3}$")
    note: Optional[str] = None

@router.post("/")
async def create(item: Item):
    subprocess.run(f"convert {item.name} {item.code}", shell=True)
    return item

@router.get("/{item_id}")
async def read(item_id: Annotated[int, Path(title="id")], kind: Kind, q: Annotated[str | None, Query(max_length=50)] = None, mode: Literal["x", "y"] = "x", session_id: str = Cookie(None)):
    return {"id": item_id, "q": q}

@router.get("/{item_id}/file/{name:path}")
def file(item_id: int, name: str):
    return FileResponse(f"/data/{name}")

@router.get("/page", response_class=HTMLResponse)
def page(name: str):
    return HTMLResponse(content=f"<b>{name}</b>")

@router.get("/go")
def go(url: str):
    return RedirectResponse(url)

@router.get("/proxy")
async def proxy(url: str):
    async with httpx.AsyncClient() as client:
        r = await client.get(url)
    return r.json()

@router.post("/upload")
async def upload(file: UploadFile = File(...), title: str = Form()):
    contents = await file.read()
    with open(f"/uploads/{file.filename}", "wb") as f:
        f.write(contents)
    return {"n": len(contents)}
