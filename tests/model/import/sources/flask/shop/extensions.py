from flask_sqlalchemy import SQLAlchemy
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_login import LoginManager
from flask_wtf.csrf import CSRFProtect
db = SQLAlchemy()
limiter = Limiter(get_remote_address)
login_manager = LoginManager()
csrf = CSRFProtect()
