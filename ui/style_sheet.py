"""The style sheet: how each role looks, written from the colours and type sizes that the theme hands in."""

from __future__ import annotations

from collections.abc import Mapping

_SHEET = """
QMainWindow, QWidget[role="window"], QScrollArea[role="window"], QStackedWidget {{ background: {ground}; }}
QScrollArea {{ border: none; }}
QToolTip {{ background: {card}; color: {text}; border: 1px solid {edge}; padding: 4px; }}
QFrame[role="card"] {{ background: {card}; border: 1px solid {line}; border-radius: 8px; }}
QFrame[role="found"] {{ background: {card}; border: 2px solid {focus}; border-radius: 8px; }}
QFrame[role="bar"] {{ background: {card}; border: none; border-bottom: 1px solid {line}; }}
QFrame[role="sidebar"] {{ background: {ground}; border: none; border-right: 1px solid {line}; }}
QFrame[role="panel"] {{ background: {ground}; border: none; border-left: 1px solid {line}; }}
QFrame[role="line"] {{ background: {line}; border: none; max-height: 1px; }}
QFrame[role="matrix-line"] {{ background: transparent; border: none; border-top: 1px solid {line}; }}
QFrame[role="matrix-line"]:hover {{ background: {hover}; }}
QWidget[role="matrix-head"] {{ background: {card}; }}
QFrame[role="banner"] {{ background: {problem_soft}; border: 1px solid {problem}; border-radius: 8px; }}
QFrame[role="notice-box"] {{ background: {accent_soft}; border: 1px solid {accent}; border-radius: 8px; }}

QLabel[role="title"] {{ font-size: {title}pt; font-weight: 600; }}
QLabel[role="heading"] {{ font-size: {heading}pt; font-weight: 600; }}
QLabel[role="question"] {{ font-size: {question}pt; font-weight: 600; }}
QLabel[role="help"], QLabel[role="counter"] {{ color: {soft}; }}
QLabel[role="small"] {{ color: {soft}; font-size: {small}pt; }}
QLabel[role="problem"], QLabel[role="counter-over"] {{ color: {problem}; font-weight: 600; }}
QLabel[role="advice"] {{ color: {advice}; }}
QLabel[role="done"] {{ color: {done}; font-weight: 600; }}
QLabel[role="column"] {{ color: {soft}; font-size: {small}pt; font-weight: 600; }}

QPushButton {{ min-height: {control}px; padding: 1px {beside}px; border: 1px solid {edge}; border-radius: 6px; background: {card}; color: {text}; }}
QPushButton:hover {{ background: {hover}; }}
QPushButton:disabled {{ color: {disabled}; border-color: {line}; }}
QPushButton[role="primary"] {{ background: {accent}; color: {on_accent}; border-color: {accent}; font-weight: 600; }}
QPushButton[role="primary"]:disabled {{ background: {hover}; color: {disabled}; border-color: {line}; }}
QPushButton[role="quiet"], QToolButton {{ border: 1px solid transparent; background: transparent; color: {text}; }}
QPushButton[role="quiet"]:hover, QToolButton:hover {{ background: {hover}; }}
QPushButton[role="tab"] {{ border: 1px solid transparent; border-bottom: 3px solid transparent; border-radius: 0; background: transparent; }}
QPushButton[role="tab"]:hover {{ background: {hover}; }}
QPushButton[role="tab"]:checked {{ border-bottom: 3px solid {accent}; }}
QPushButton[role="link"] {{ border: 1px solid transparent; background: transparent; color: {accent}; text-align: left; padding: 0 4px; }}
QPushButton[role="link"]:hover {{ text-decoration: underline; }}
QPushButton[role="danger"] {{ color: {problem}; border-color: {problem}; }}
QToolButton {{ min-height: {control}px; min-width: {control}px; padding: 0 6px; border-radius: 6px; }}
QPushButton:focus, QToolButton:focus {{ border: 2px solid {focus}; }}
QPushButton[role="primary"]:focus {{ border: 3px double {on_accent}; }}

QLineEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox, QListWidget {{
  min-height: {control}px; padding: 1px 8px; border: 1px solid {edge}; border-radius: 6px; background: {card}; color: {text};
  selection-background-color: {accent}; selection-color: {on_accent}; }}
QPlainTextEdit {{ padding: 4px; }}
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QListWidget:focus {{ border: 2px solid {focus}; padding: 0 7px; }}
QPlainTextEdit:focus {{ padding: 3px; }}
QLineEdit[role="field-wrong"], QPlainTextEdit[role="field-wrong"], QComboBox[role="field-wrong"] {{ border: 2px solid {problem}; padding: 0 7px; }}
QComboBox QAbstractItemView {{ background: {card}; color: {text}; border: 1px solid {edge}; selection-background-color: {accent}; selection-color: {on_accent}; }}
QComboBox::drop-down {{ border: none; width: {dropper}px; }}
QComboBox::down-arrow {{ image: url({icons}/open-{scheme}.svg); width: {chevron}px; height: {chevron}px; }}

QRadioButton, QCheckBox {{ min-height: {target}px; spacing: 10px; padding: 1px 4px; border: 2px solid transparent; border-radius: 6px; }}
QRadioButton:focus, QCheckBox:focus {{ border-color: {focus}; }}
QRadioButton:hover, QCheckBox:hover {{ background: {hover}; }}
QRadioButton::indicator, QCheckBox::indicator {{ width: {dot}px; height: {dot}px; border: 2px solid {edge}; background: {card}; }}
QRadioButton::indicator {{ border-radius: {dot_radius}px; }}
QCheckBox::indicator {{ border-radius: 4px; }}
QRadioButton::indicator:checked {{ border: {dot_ring}px solid {accent}; width: {dot_core}px; height: {dot_core}px; }}
QCheckBox::indicator:checked {{ border-color: {accent}; background: {accent}; image: url({icons}/tick-{scheme}.svg); }}
QRadioButton::indicator:disabled, QCheckBox::indicator:disabled {{ border-color: {line}; }}

QListWidget[role="contents"] {{ border: none; background: transparent; padding: 4px; }}
QListWidget[role="contents"]:focus {{ border: 2px solid {focus}; padding: 2px; }}
QListWidget[role="contents"]::item {{ padding: 8px; border-radius: 6px; color: {text}; }}
QListWidget[role="contents"]::item:selected {{ background: {accent_soft}; color: {text}; }}

QProgressBar {{ border: none; background: {line}; border-radius: 3px; max-height: 6px; min-height: 6px; }}
QProgressBar::chunk {{ background: {accent}; border-radius: 3px; }}
QMenuBar {{ background: {card}; color: {text}; }}
QMenuBar::item:selected, QMenu::item:selected {{ background: {accent}; color: {on_accent}; }}
QMenu {{ background: {card}; color: {text}; border: 1px solid {edge}; }}
QMenu::item {{ padding: 6px 28px; }}
QMenu::item:disabled {{ color: {disabled}; }}
QScrollBar:vertical {{ background: {ground}; width: 14px; margin: 0; }}
QScrollBar::handle:vertical {{ background: {edge}; border-radius: 5px; min-height: 32px; margin: 2px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ height: 0; width: 0; }}
"""


INDICATOR = 22
"""The width of a radio button or tick box at usual size, its edge included, in logical pixels."""


def sizes(scale: float) -> dict[str, int]:
    """The sizes of controls in logical pixels; they grow with the type, so that nothing is cut when it is large."""
    whole = round(INDICATOR * scale)
    ring = round(6 * scale)
    return {
        "control": round(34 * scale), "target": round(30 * scale), "beside": round(14 * min(scale, 1.2)), "dropper": round(28 * scale),
        "chevron": round(18 * scale), "dot": whole - 4, "dot_radius": whole // 2, "dot_ring": ring, "dot_core": whole - 2 * ring,
    }  # fmt: skip


def style_sheet(colours: Mapping[str, str], points: Mapping[str, float], scheme: str, icons: str, scale: float) -> str:
    """The application's style sheet; `icons` is the folder with the small pictures of `scheme`."""
    named = {key.replace("-", "_"): value for key, value in colours.items()}
    types = {key: f"{value:.1f}" for key, value in points.items()}
    return _SHEET.format(**named, **types, **sizes(scale), scheme=scheme, icons=icons)
