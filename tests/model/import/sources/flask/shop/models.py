from .extensions import db
class User(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    password_hash = db.Column(db.String(128))
    def check_password(self, password):
        return check_password_hash(self.password_hash, password)
class Product(db.Model):
    id = db.Column(db.Integer, primary_key=True)
