import re
from flask import request, jsonify, abort, current_app
from flask.views import MethodView
from . import bp
from ..extensions import db
from ..models import Product
from sqlalchemy import text

SORTABLE = {"name", "price"}

@bp.route("/products")
def products():
    sort = request.args.get("sort", "name")
    if sort not in SORTABLE:
        abort(400)
    rows = db.session.execute(text("SELECT * FROM product ORDER BY " + sort))
    return jsonify([dict(r) for r in rows])

@bp.route("/products/<int:product_id>", methods=["GET", "DELETE"])
def product(product_id):
    p = Product.query.get_or_404(product_id)
    if request.method == "DELETE":
        db.session.delete(p)
        db.session.commit()
    return jsonify(p.to_dict())

@bp.route("/search")
def search():
    q = request.args["q"]
    sql = "SELECT * FROM product WHERE name LIKE '%%%s%%'" % q
    return jsonify(db.engine.execute(sql).fetchall())

@bp.route("/safe-search")
def safe_search():
    q = request.args["q"]
    return jsonify(db.session.execute(text("SELECT * FROM product WHERE name = :q"), {"q": q}).fetchall())

class ItemAPI(MethodView):
    def get(self, item_id):
        return {"id": item_id}
    def put(self, item_id):
        data = request.get_json()
        return {"name": data["name"]}

bp.add_url_rule("/items/<item_id>", view_func=ItemAPI.as_view("item"))
