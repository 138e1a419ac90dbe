from flask import Blueprint, request, redirect, url_for, session, render_template
from flask_login import login_user, logout_user, login_required, current_user
from ..extensions import limiter, db
from ..models import User
bp = Blueprint("auth", __name__, template_folder="templates")

@bp.route("/login", methods=["GET", "POST"])
@limiter.limit("5/minute")
def login():
    if request.method == "POST":
        username = request.form["username"]
        password = request.form.get("password")
        user = User.query.filter_by(username=username).first()
        if user and user.check_password(password):
            login_user(user)
            return redirect(request.args.get("next") or url_for("index"))
    return render_template("login.html")

@bp.post("/logout")
@login_required
def logout():
    logout_user()
    return redirect(url_for("index"))

# the route decorator is innermost, so the check does nothing
@login_required
@bp.get("/oops")
def oops():
    return "secret"
