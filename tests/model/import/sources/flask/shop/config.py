import os
class Config:
    SECRET_KEY = os.environ.get("SECRET_KEY") or "orchard-lantern-42"
    SQLALCHEMY_DATABASE_URI = os.environ.get("DATABASE_URL", "postgresql://shop:hunter2@db/shop")
    PASSWORD_RESET_TEMPLATE = "reset.html"
    TOKEN_TYPE = "bearer"
    DEBUG = False
