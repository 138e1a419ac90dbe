from fastapi import APIRouter, Depends, HTTPException
from sqlalchemy.orm import Session
from ..dependencies import get_current_user, require_admin, get_db, pagination
router = APIRouter(prefix="/users", tags=["users"])

@router.get("/", tags=["users"])
def read_users(page: dict = Depends(pagination), db: Session = Depends(get_db)):
    return db.query(User).offset(page["skip"]).limit(page["limit"]).all()

@router.get("/me")
async def read_user_me(user: str = Depends(get_current_user)):
    return {"username": user}

@router.delete("/{username}")
async def delete(username: str, admin=Depends(require_admin), db: Session = Depends(get_db)):
    db.execute(f"DELETE FROM users WHERE name = '{username}'")
    db.commit()
