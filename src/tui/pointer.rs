//! The mouse: clicks, double clicks, and what is dragged.

use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};
use std::time::{Duration, Instant};

use super::message::Message;
use super::viewports::{Hit, Viewports};

/// Two clicks on the same thing within this time are a double click.
const DOUBLE: Duration = Duration::from_millis(450);

/// What the mouse holds, and where it clicked last.
#[derive(Debug, Default)]
pub(super) struct Pointer {
    grip: Option<Hit>,
    last: Option<(Instant, Hit)>,
}

impl Pointer {
    /// What an event of the mouse means on the frame that is shown.
    pub(super) fn message(&mut self, event: MouseEvent, viewports: &Viewports, now: Instant) -> Option<Message> {
        match event.kind {
            MouseEventKind::ScrollDown | MouseEventKind::ScrollUp => {
                let down = event.kind == MouseEventKind::ScrollDown;
                let over = viewports.hit(event.column, event.row).filter(|h| *h == Hit::Detail);
                Some(over.map_or(Message::Wheel(down), |hit| Message::WheelOver(hit, down)))
            }
            MouseEventKind::Down(MouseButton::Left) => {
                let hit = viewports.hit(event.column, event.row)?;
                if matches!(hit, Hit::Divider { .. } | Hit::Edge { .. }) {
                    self.grip = Some(hit);
                    return None;
                }
                if matches!(hit, Hit::Text { .. }) {
                    self.grip = Some(hit);
                    return Some(Message::Point(hit, event.column, event.row));
                }
                let double = self.last.take().is_some_and(|(then, before)| before == hit && now.duration_since(then) < DOUBLE);
                if double {
                    return Some(Message::DoubleClick(hit));
                }
                self.last = Some((now, hit));
                Some(Message::Click(hit))
            }
            MouseEventKind::Drag(MouseButton::Left) => self.grip.map(|grip| Message::Drag(grip, event.column, event.row)),
            MouseEventKind::Up(MouseButton::Left) => {
                self.grip = None;
                None
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Attribute;
    use crossterm::event::KeyModifiers;
    use ratatui::layout::Rect;

    fn mouse(kind: MouseEventKind, column: u16) -> MouseEvent {
        MouseEvent { kind, column, row: 0, modifiers: KeyModifiers::NONE }
    }

    #[test]
    fn two_quick_clicks_on_one_row_are_a_double_click_and_slow_ones_are_not() {
        let mut viewports = Viewports::default();
        viewports.put(Rect { x: 0, y: 0, width: 10, height: 1 }, Hit::Row(3));
        viewports.put(Rect { x: 10, y: 0, width: 1, height: 1 }, Hit::Row(4));
        let (mut pointer, begun) = (Pointer::default(), Instant::now());
        let mut down = |x, ms| {
            let event = mouse(MouseEventKind::Down(MouseButton::Left), x);
            format!("{:?}", pointer.message(event, &viewports, begun + Duration::from_millis(ms)))
        };
        assert_eq!(down(1, 0), "Some(Click(Row(3)))");
        assert_eq!(down(2, 200), "Some(DoubleClick(Row(3)))");
        assert_eq!(down(2, 300), "Some(Click(Row(3)))");
        assert_eq!(down(2, 900), "Some(Click(Row(3)))");
        assert_eq!(down(10, 950), "Some(Click(Row(4)))");
        assert_eq!(down(20, 960), "None");
    }

    #[test]
    fn an_edge_is_held_until_the_button_is_let_go() {
        let mut viewports = Viewports::default();
        let edge = Hit::Edge { column: Attribute::Lead, start: 5 };
        viewports.put(Rect { x: 9, y: 0, width: 1, height: 1 }, edge);
        let (mut pointer, now) = (Pointer::default(), Instant::now());
        assert!(pointer.message(mouse(MouseEventKind::Drag(MouseButton::Left), 9), &viewports, now).is_none());
        assert!(pointer.message(mouse(MouseEventKind::Down(MouseButton::Left), 9), &viewports, now).is_none());
        let dragged = pointer.message(mouse(MouseEventKind::Drag(MouseButton::Left), 14), &viewports, now);
        assert!(matches!(dragged, Some(Message::Drag(hit, 14, 0)) if hit == edge), "{dragged:?}");
        pointer.message(mouse(MouseEventKind::Up(MouseButton::Left), 14), &viewports, now);
        assert!(pointer.message(mouse(MouseEventKind::Drag(MouseButton::Left), 15), &viewports, now).is_none());
    }
}
