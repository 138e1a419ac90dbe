from flask import Flask
from .extensions import db, limiter, login_manager, csrf
from .config import Config

def create_app(config_class=Config):
    """Make the app.

    @app.route("/not-a-route")
    """
    app = Flask(__name__, instance_relative_config=True)
    app.config.from_object(config_class)
    app.config.update(MAX_CONTENT_LENGTH=4 * 1024 * 1024)
    db.init_app(app)
    limiter.init_app(app)
    csrf.init_app(app)
    from .auth.routes import bp as auth_bp
    app.register_blueprint(auth_bp, url_prefix="/auth")
    from .api import bp as api_bp
    app.register_blueprint(api_bp, url_prefix="/api/v1")
    from . import admin
    app.register_blueprint(admin.bp)

    @app.route("/healthz")
    def healthz():
        return {"status": "ok"}

    # @app.route("/commented-out")
    @app.errorhandler(404)
    def not_found(e):
        return "nope", 404
    return app
