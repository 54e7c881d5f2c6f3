//! The one canonical spelling of a ledger in RON: fixed order, one fact a line, defaults left out.
//!
//! `ron`'s own writer is not used: it escapes full-width blanks, and half of a save would go into that.

use serde::ser::{self, Serialize};
use std::fmt::{self, Display, Write as _};

use crate::domain::Section;
use crate::text::is_visible;

/// The header line: optional values are written without `Some(…)`.
pub(crate) const HEADER: &str = "#![enable(implicit_some)]\n";

/// Whether a record is written one field a line; all other records stand on one line.
fn is_broken(name: &str) -> bool {
    ["Ledger", "Settings", "Update"].contains(&name) || Section::ALL.iter().any(|s| s.record() == name)
}

/// Lists that stay on one line although they stand in a broken record.
const INLINE_LISTS: [&str; 1] = ["after"];

/// Spells a value as it stands at a depth of indentation (four blanks each); the first line is not indented.
pub(crate) fn spell<T: Serialize>(value: &T, depth: usize) -> Result<String, Unspellable> {
    let mut pen = Pen { out: String::with_capacity(512), depth, inline: 0 };
    value.serialize(&mut pen)?;
    Ok(pen.out)
}

/// A value that has no spelling in a ledger.
#[derive(Debug, PartialEq, Eq)]
pub struct Unspellable(String);

impl Display for Unspellable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Unspellable {}

impl ser::Error for Unspellable {
    fn custom<T: Display>(msg: T) -> Self {
        Unspellable(msg.to_string())
    }
}

struct Pen {
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

    fn item<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unspellable> {
        self.begin_item();
        value.serialize(&mut *self.pen)?;
        self.end_item();
        Ok(())
    }

    fn field<T: Serialize + ?Sized>(&mut self, key: &str, value: &T) -> Result<(), Unspellable> {
        self.begin_item();
        self.pen.out.push_str(key);
        self.pen.out.push_str(": ");
        let inline = usize::from(INLINE_LISTS.contains(&key));
        self.pen.inline += inline;
        value.serialize(&mut *self.pen)?;
        self.pen.inline -= inline;
        self.end_item();
        Ok(())
    }

    fn close(self) -> Result<(), Unspellable> {
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
        $(fn $name(self, v: $ty) -> Result<(), Unspellable> {
            let _ = write!(self.out, "{v}");
            Ok(())
        })*
    };
}

impl<'a> ser::Serializer for &'a mut Pen {
    type Ok = ();
    type Error = Unspellable;
    type SerializeSeq = Compound<'a>;
    type SerializeTuple = Compound<'a>;
    type SerializeTupleStruct = Compound<'a>;
    type SerializeTupleVariant = Compound<'a>;
    type SerializeMap = Compound<'a>;
    type SerializeStruct = Compound<'a>;
    type SerializeStructVariant = Compound<'a>;

    display!(serialize_bool: bool, serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64,
             serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64);

    fn serialize_f32(self, v: f32) -> Result<(), Unspellable> {
        self.serialize_f64(f64::from(v))
    }

    fn serialize_f64(self, v: f64) -> Result<(), Unspellable> {
        if !v.is_finite() {
            return Err(ser::Error::custom(format!("`{v}` is no number that a ledger can hold")));
        }
        let _ = write!(self.out, "{v}");
        Ok(())
    }

    fn serialize_char(self, v: char) -> Result<(), Unspellable> {
        let _ = write!(self.out, "{v:?}");
        Ok(())
    }

    fn serialize_str(self, v: &str) -> Result<(), Unspellable> {
        self.string(v);
        Ok(())
    }

    fn serialize_bytes(self, _: &[u8]) -> Result<(), Unspellable> {
        Err(ser::Error::custom("bytes have no spelling"))
    }

    fn serialize_none(self) -> Result<(), Unspellable> {
        self.out.push_str("None");
        Ok(())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Unspellable> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Unspellable> {
        self.out.push_str("()");
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Unspellable> {
        self.serialize_unit()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<(), Unspellable> {
        self.out.push_str(variant);
        Ok(())
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<(), Unspellable> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), Unspellable> {
        self.out.push_str(variant);
        self.out.push('(');
        self.inline += 1;
        value.serialize(&mut *self)?;
        self.inline -= 1;
        self.out.push(')');
        Ok(())
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Compound<'a>, Unspellable> {
        Ok(self.compound("[", ']', true))
    }

    fn serialize_tuple(self, _: usize) -> Result<Compound<'a>, Unspellable> {
        Ok(self.compound("(", ')', false))
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Compound<'a>, Unspellable> {
        Ok(self.compound("(", ')', false))
    }

    fn serialize_tuple_variant(self, _: &'static str, _: u32, variant: &'static str, _: usize) -> Result<Compound<'a>, Unspellable> {
        self.out.push_str(variant);
        Ok(self.compound("(", ')', false))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Compound<'a>, Unspellable> {
        Ok(self.compound("{", '}', true))
    }

    fn serialize_struct(self, name: &'static str, _: usize) -> Result<Compound<'a>, Unspellable> {
        let broken = is_broken(name);
        if broken && name != "Settings" {
            self.out.push_str(name);
        }
        Ok(self.compound("(", ')', broken))
    }

    fn serialize_struct_variant(self, _: &'static str, _: u32, variant: &'static str, _: usize) -> Result<Compound<'a>, Unspellable> {
        self.out.push_str(variant);
        Ok(self.compound("(", ')', false))
    }
}

macro_rules! items {
    ($($trait:ident $method:ident),*) => {
        $(impl ser::$trait for Compound<'_> {
            type Ok = ();
            type Error = Unspellable;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unspellable> {
                self.item(value)
            }

            fn end(self) -> Result<(), Unspellable> {
                self.close()
            }
        })*
    };
}

items!(SerializeSeq serialize_element, SerializeTuple serialize_element, SerializeTupleStruct serialize_field, SerializeTupleVariant serialize_field);

macro_rules! fields {
    ($($trait:ident),*) => {
        $(impl ser::$trait for Compound<'_> {
            type Ok = ();
            type Error = Unspellable;

            fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<(), Unspellable> {
                self.field(key, value)
            }

            fn end(self) -> Result<(), Unspellable> {
                self.close()
            }
        })*
    };
}

fields!(SerializeStruct, SerializeStructVariant);

impl ser::SerializeMap for Compound<'_> {
    type Ok = ();
    type Error = Unspellable;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Unspellable> {
        self.begin_item();
        key.serialize(&mut *self.pen)?;
        self.pen.out.push_str(": ");
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unspellable> {
        value.serialize(&mut *self.pen)?;
        self.end_item();
        Ok(())
    }

    fn end(self) -> Result<(), Unspellable> {
        self.close()
    }
}
