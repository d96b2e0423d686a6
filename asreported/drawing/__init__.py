"""How it is drawn: style, text measuring, canvas, marks, scales, bars."""
