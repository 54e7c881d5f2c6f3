//! The one canonical spelling of a ledger in RON: fixed order, one fact a line, defaults left out.
//!
//! `ron`'s own writer is not used: it escapes full-width blanks, and half of a save would go into that.

use serde::ser::{self, Serialize};
use std::fmt::{Display, Write as _};

use super::error::StoreError;
use crate::domain::{Format, Section};
use crate::text::is_visible;

/// The header line: optional values are written without `Some(…)`.
pub(crate) const HEADER: &str = "#![enable(implicit_some)]\n";

/// Whether a record is written one field a line; all other records stand on one line.
fn is_broken(name: &str) -> bool {
    ["Ledger", "Settings", "Update"].contains(&name) || Section::ALL.iter().any(|s| s.record() == name)
}

/// Lists that stay on one line although they stand in a broken record.
const INLINE_LISTS: [&str; 1] = ["after"];

/// What a variant of a type was called in format 1.
const OF_FORMAT_1: [(&str, &str, &str); 1] = [("Target", "Reach", "Exactly")];

/// Spells a value as it stands at a depth of indentation (four blanks each) in a ledger of this format; the first line is not indented.
pub(crate) fn spell<T: Serialize>(format: Format, value: &T, depth: usize) -> Result<String, StoreError> {
    let mut pen = Pen { format, out: String::with_capacity(512), depth, inline: 0 };
    value.serialize(&mut pen)?;
    Ok(pen.out)
}

impl ser::Error for StoreError {
    fn custom<T: Display>(said: T) -> Self {
        StoreError::Unspellable(said.to_string())
    }
}

type Written = Result<(), StoreError>;

struct Pen {
    format: Format,
    out: String,
    depth: usize,
    /// How many enclosing things stand on one line.
    inline: usize,
}

impl Pen {
    fn line(&mut self) {
        self.out.push('\n');
        for _ in 0..self.depth {
            self.out.push_str("    ");
        }
    }

    fn string(&mut self, s: &str) {
        self.out.push('"');
        for c in s.chars() {
            match c {
                '"' => self.out.push_str("\\\""),
                '\\' => self.out.push_str("\\\\"),
                '\n' => self.out.push_str("\\n"),
                '\r' => self.out.push_str("\\r"),
                '\t' => self.out.push_str("\\t"),
                c if is_visible(c) => self.out.push(c),
                c => {
                    let _ = write!(self.out, "\\u{{{:x}}}", c as u32);
                }
            }
        }
        self.out.push('"');
    }

    fn compound<'a>(&'a mut self, open: &str, close: char, broken: bool) -> Compound<'a> {
        self.out.push_str(open);
        let broken = broken && self.inline == 0;
        if broken {
            self.depth += 1;
        } else {
            self.inline += 1;
        }
        Compound { pen: self, close, broken, empty: true }
    }
}

struct Compound<'a> {
    pen: &'a mut Pen,
    close: char,
    broken: bool,
    empty: bool,
}

impl Compound<'_> {
    fn begin_item(&mut self) {
        if self.broken {
            self.pen.line();
        } else if !self.empty {
            self.pen.out.push_str(", ");
        }
        self.empty = false;
    }

    fn end_item(&mut self) {
        if self.broken {
            self.pen.out.push(',');
        }
    }

    fn item<T: Serialize + ?Sized>(&mut self, value: &T) -> Written {
        self.field("", value)
    }

    /// An item with its key, if it has one.
    fn field<T: Serialize + ?Sized>(&mut self, key: &str, value: &T) -> Written {
        self.begin_item();
        if !key.is_empty() {
            self.pen.out.push_str(key);
            self.pen.out.push_str(": ");
        }
        let inline = usize::from(INLINE_LISTS.contains(&key));
        self.pen.inline += inline;
        value.serialize(&mut *self.pen)?;
        self.pen.inline -= inline;
        self.end_item();
        Ok(())
    }

    fn close(self) -> Written {
        if self.broken {
            self.pen.depth -= 1;
            if !self.empty {
                self.pen.line();
            }
        } else {
            self.pen.inline -= 1;
        }
        self.pen.out.push(self.close);
        Ok(())
    }
}

macro_rules! display {
    ($($name:ident: $ty:ty),*) => {
        $(fn $name(self, v: $ty) -> Written {
            let _ = write!(self.out, "{v}");
            Ok(())
        })*
    };
}

impl<'a> ser::Serializer for &'a mut Pen {
    type Ok = ();
    type Error = StoreError;
    type SerializeSeq = Compound<'a>;
    type SerializeTuple = Compound<'a>;
    type SerializeTupleStruct = Compound<'a>;
    type SerializeTupleVariant = Compound<'a>;
    type SerializeMap = Compound<'a>;
    type SerializeStruct = Compound<'a>;
    type SerializeStructVariant = Compound<'a>;

    display!(serialize_bool: bool, serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64,
             serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64);

    fn serialize_f32(self, v: f32) -> Written {
        self.serialize_f64(f64::from(v))
    }

    fn serialize_f64(self, v: f64) -> Written {
        if !v.is_finite() {
            return Err(ser::Error::custom(format!("`{v}` is no number that a ledger can hold")));
        }
        let _ = write!(self.out, "{v}");
        Ok(())
    }

    fn serialize_char(self, v: char) -> Written {
        let _ = write!(self.out, "{v:?}");
        Ok(())
    }

    fn serialize_str(self, v: &str) -> Written {
        self.string(v);
        Ok(())
    }

    fn serialize_bytes(self, _: &[u8]) -> Written {
        Err(ser::Error::custom("bytes have no spelling"))
    }

    fn serialize_none(self) -> Written {
        self.out.push_str("None");
        Ok(())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Written {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Written {
        self.out.push_str("()");
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Written {
        self.serialize_unit()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Written {
        self.out.push_str(variant);
        Ok(())
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Written {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(self, of: &'static str, _: u32, variant: &'static str, value: &T) -> Written {
        let before = OF_FORMAT_1.iter().find(|(kind, now, _)| self.format == Format::One && (*kind, *now) == (of, variant));
        self.out.push_str(before.map_or(variant, |(_, _, then)| then));
        let mut one = self.compound("(", ')', false);
        one.item(value)?;
        one.close()
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Compound<'a>, StoreError> {
        Ok(self.compound("[", ']', true))
    }

    fn serialize_tuple(self, _: usize) -> Result<Compound<'a>, StoreError> {
        Ok(self.compound("(", ')', false))
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Compound<'a>, StoreError> {
        Ok(self.compound("(", ')', false))
    }

    fn serialize_tuple_variant(self, _: &'static str, _: u32, variant: &'static str, _: usize) -> Result<Compound<'a>, StoreError> {
        self.out.push_str(variant);
        Ok(self.compound("(", ')', false))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Compound<'a>, StoreError> {
        Ok(self.compound("{", '}', true))
    }

    fn serialize_struct(self, name: &'static str, _: usize) -> Result<Compound<'a>, StoreError> {
        let broken = is_broken(name);
        if broken && name != "Settings" {
            self.out.push_str(name);
        }
        Ok(self.compound("(", ')', broken))
    }

    fn serialize_struct_variant(self, _: &'static str, _: u32, variant: &'static str, _: usize) -> Result<Compound<'a>, StoreError> {
        self.out.push_str(variant);
        Ok(self.compound("(", ')', false))
    }
}

macro_rules! parts {
    ($($trait:ident $method:ident $item:ident $($key:ident)?;)*) => {
        $(impl ser::$trait for Compound<'_> {
            type Ok = ();
            type Error = StoreError;

            fn $method<T: Serialize + ?Sized>(&mut self, $($key: &'static str,)? value: &T) -> Written {
                self.$item($($key,)? value)
            }

            fn end(self) -> Written {
                self.close()
            }
        })*
    };
}

parts! {
    SerializeSeq serialize_element item;
    SerializeTuple serialize_element item;
    SerializeTupleStruct serialize_field item;
    SerializeTupleVariant serialize_field item;
    SerializeStruct serialize_field field key;
    SerializeStructVariant serialize_field field key;
}

impl ser::SerializeMap for Compound<'_> {
    type Ok = ();
    type Error = StoreError;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Written {
        self.begin_item();
        key.serialize(&mut *self.pen)?;
        self.pen.out.push_str(": ");
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Written {
        value.serialize(&mut *self.pen)?;
        self.end_item();
        Ok(())
    }

    fn end(self) -> Written {
        self.close()
    }
}
