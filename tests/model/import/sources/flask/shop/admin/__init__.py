from flask import Blueprint, session, redirect, url_for, request
bp = Blueprint("admin", __name__, url_prefix="/admin")

@bp.before_request
def only_admins():
    if not session.get("is_admin"):
        return redirect(url_for("auth.login"))

@bp.route("/")
def index():
    return "admin"
