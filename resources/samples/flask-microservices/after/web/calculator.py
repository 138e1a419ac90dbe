"""Arithmetic on text from strangers: numbers and operators, and nothing that Python could run."""

import ast
import operator

LONGEST_EXPRESSION = 200
LARGEST_EXPONENT = 64
LARGEST_NUMBER = 10**30

BINARY = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv,
    ast.Mod: operator.mod,
    ast.Pow: operator.pow,
}
UNARY = {ast.UAdd: operator.pos, ast.USub: operator.neg}


class ExpressionError(ValueError):
    """The expression is not arithmetic, or asks for too much; the message is fit for a user."""


def calculate(text):
    """The value of an arithmetic expression, an int or a float."""
    if len(text) > LONGEST_EXPRESSION:
        raise ExpressionError(f"longer than {LONGEST_EXPRESSION} characters")
    try:
        tree = ast.parse(text.strip(), mode="eval")
        return value_of(tree.body)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as problem:
        if isinstance(problem, ExpressionError):
            raise
        raise ExpressionError("not an arithmetic expression") from None
    except ZeroDivisionError:
        raise ExpressionError("division by zero") from None
    except OverflowError:
        raise ExpressionError("the result is too large") from None


def value_of(node):
    if isinstance(node, ast.Constant) and type(node.value) in (int, float):
        return within_limits(node.value)
    if isinstance(node, ast.UnaryOp) and type(node.op) in UNARY:
        return UNARY[type(node.op)](value_of(node.operand))
    if isinstance(node, ast.BinOp) and type(node.op) in BINARY:
        left, right = value_of(node.left), value_of(node.right)
        if isinstance(node.op, ast.Pow) and abs(right) > LARGEST_EXPONENT:
            raise ExpressionError(f"an exponent above {LARGEST_EXPONENT}")
        return within_limits(BINARY[type(node.op)](left, right))
    raise ExpressionError("only numbers, + - * / // % ** and parentheses are allowed")


def within_limits(number):
    # A negative base with a fractional exponent gives a complex number.
    if isinstance(number, complex) or not abs(number) <= LARGEST_NUMBER:
        raise ExpressionError("the result is too large or not a real number")
    return number
