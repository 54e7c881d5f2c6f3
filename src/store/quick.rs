//! A quick reader for items in (nearly) canonical spelling, two to three times as fast as `ron`. It knows only what
//! such items are made of; at anything else (a comment, a raw string, a mistake) it gives up, and `ron` decides
//! and words the error. So it never makes a text readable that `ron` refuses: see the tests of `read`.

use memchr::memchr2;
use serde::de::{self, DeserializeSeed, IntoDeserializer, Visitor};
use serde::{Deserialize, forward_to_deserialize_any};
use std::borrow::Cow;
use std::fmt;

/// A number of more digits may be beyond all numbers.
const USUAL_DIGITS: usize = 40;

/// Reads one item, or gives up.
pub(super) fn read<'de, T: Deserialize<'de>>(text: &'de str) -> Result<T, Unusual> {
    let mut reader = Quick { text, at: 0 };
    let value = T::deserialize(&mut reader)?;
    reader.blanks();
    if reader.at == text.len() { Ok(value) } else { Err(Unusual) }
}

/// The text is not what this reader knows; nothing more is said of it here.
#[derive(Debug)]
pub(super) struct Unusual;

impl fmt::Display for Unusual {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("unusual")
    }
}

impl std::error::Error for Unusual {}

impl de::Error for Unusual {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Unusual
    }
}

type Outcome<T> = Result<T, Unusual>;

struct Quick<'de> {
    text: &'de str,
    at: usize,
}

impl<'de> Quick<'de> {
    fn bytes(&self) -> &'de [u8] {
        self.text.as_bytes()
    }

    fn peek(&self) -> Option<u8> {
        self.bytes().get(self.at).copied()
    }

    fn blanks(&mut self) {
        while self.peek().is_some_and(|c| c == b' ' || c == b'\n' || c == b'\r' || c == b'\t') {
            self.at += 1;
        }
    }

    fn expect(&mut self, c: u8) -> Outcome<()> {
        self.blanks();
        if self.peek() == Some(c) {
            self.at += 1;
            Ok(())
        } else {
            Err(Unusual)
        }
    }

    fn run(&mut self, test: impl Fn(u8) -> bool) -> &'de str {
        self.blanks();
        let from = self.at;
        while self.peek().is_some_and(&test) {
            self.at += 1;
        }
        &self.text[from..self.at]
    }

    fn ident(&mut self) -> &'de str {
        self.run(|c| c.is_ascii_alphanumeric() || c == b'_')
    }

    fn number<T: std::str::FromStr>(&mut self) -> Outcome<T> {
        let digits = self.run(|c| c.is_ascii_digit() || matches!(c, b'-' | b'+' | b'.'));
        if digits.len() > USUAL_DIGITS {
            return Err(Unusual);
        }
        digits.parse().map_err(|_| Unusual)
    }

    fn string(&mut self) -> Outcome<Cow<'de, str>> {
        self.expect(b'"')?;
        let mut out = Cow::Borrowed("");
        loop {
            let from = self.at;
            let end = memchr2(b'"', b'\\', &self.bytes()[from..]).ok_or(Unusual)? + from;
            out += &self.text[from..end];
            self.at = end + 1;
            if self.bytes()[end] == b'"' {
                return Ok(out);
            }
            out.to_mut().push(self.escaped()?);
        }
    }

    fn escaped(&mut self) -> Outcome<char> {
        let c = self.peek().ok_or(Unusual)?;
        self.at += 1;
        Ok(match c {
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'"' => '"',
            b'\\' => '\\',
            b'u' if self.peek() == Some(b'{') => {
                let from = self.at + 1;
                let end = self.text[from..].find('}').ok_or(Unusual)? + from;
                self.at = end + 1;
                u32::from_str_radix(&self.text[from..end], 16).ok().and_then(char::from_u32).ok_or(Unusual)?
            }
            _ => return Err(Unusual),
        })
    }

    fn within<T>(&mut self, [open, close]: [u8; 2], read: impl FnOnce(Inside<'_, 'de>) -> Outcome<T>) -> Outcome<T> {
        self.expect(open)?;
        let value = read(Inside { of: self, close })?;
        self.expect(close)?;
        Ok(value)
    }

    fn name<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Outcome<T::Value> {
        match self.ident() {
            "" => Err(Unusual),
            name => seed.deserialize(IntoDeserializer::<Unusual>::into_deserializer(name)),
        }
    }
}

macro_rules! numbers {
    ($($method:ident $visit:ident),*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Outcome<V::Value> {
            visitor.$visit(self.number()?)
        })*
    };
}

impl<'de> de::Deserializer<'de> for &mut Quick<'de> {
    type Error = Unusual;

    numbers!(deserialize_i8 visit_i8, deserialize_i16 visit_i16, deserialize_i32 visit_i32, deserialize_i64 visit_i64,
             deserialize_u8 visit_u8, deserialize_u16 visit_u16, deserialize_u32 visit_u32, deserialize_u64 visit_u64,
             deserialize_f32 visit_f32, deserialize_f64 visit_f64);
    forward_to_deserialize_any! { char bytes byte_buf unit unit_struct tuple_struct ignored_any }

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Outcome<V::Value> {
        Err(Unusual)
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Outcome<V::Value> {
        match self.ident() {
            "true" => visitor.visit_bool(true),
            "false" => visitor.visit_bool(false),
            _ => Err(Unusual),
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Outcome<V::Value> {
        match self.string()? {
            Cow::Borrowed(s) => visitor.visit_borrowed_str(s),
            Cow::Owned(s) => visitor.visit_string(s),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Outcome<V::Value> {
        self.deserialize_str(visitor)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Outcome<V::Value> {
        visitor.visit_borrowed_str(self.ident())
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Outcome<V::Value> {
        self.blanks();
        let rest = &self.bytes()[self.at..];
        if rest.starts_with(b"None") || rest.starts_with(b"Some") { Err(Unusual) } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Outcome<V::Value> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Outcome<V::Value> {
        self.within(*b"[]", |inside| visitor.visit_seq(inside))
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Outcome<V::Value> {
        self.within(*b"()", |inside| visitor.visit_seq(inside))
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Outcome<V::Value> {
        self.within(*b"{}", |inside| visitor.visit_map(inside))
    }

    fn deserialize_struct<V: Visitor<'de>>(self, name: &'static str, _: &'static [&'static str], visitor: V) -> Outcome<V::Value> {
        let written = self.ident();
        if !written.is_empty() && written != name {
            return Err(Unusual);
        }
        self.within(*b"()", |inside| visitor.visit_map(inside))
    }

    fn deserialize_enum<V: Visitor<'de>>(self, _: &'static str, _: &'static [&'static str], visitor: V) -> Outcome<V::Value> {
        visitor.visit_enum(self)
    }
}

/// What stands between two marks, divided by commas.
struct Inside<'a, 'de> {
    of: &'a mut Quick<'de>,
    close: u8,
}

impl<'de> Inside<'_, 'de> {
    fn is_at_end(&mut self) -> bool {
        self.of.blanks();
        self.of.peek() == Some(self.close)
    }

    /// One of them; behind it stands a comma, or the end.
    fn element<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Outcome<T::Value> {
        let value = seed.deserialize(&mut *self.of)?;
        if self.of.expect(b',').is_ok() || self.is_at_end() { Ok(value) } else { Err(Unusual) }
    }
}

impl<'de> de::MapAccess<'de> for Inside<'_, 'de> {
    type Error = Unusual;

    /// Fields have names, the keys of a map are values.
    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Outcome<Option<K::Value>> {
        if self.is_at_end() {
            return Ok(None);
        }
        if self.close == b'}' { seed.deserialize(&mut *self.of).map(Some) } else { self.of.name(seed).map(Some) }
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Outcome<V::Value> {
        self.of.expect(b':')?;
        self.element(seed)
    }
}

impl<'de> de::SeqAccess<'de> for Inside<'_, 'de> {
    type Error = Unusual;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Outcome<Option<T::Value>> {
        if self.is_at_end() { Ok(None) } else { self.element(seed).map(Some) }
    }
}

impl<'de> de::EnumAccess<'de> for &mut Quick<'de> {
    type Error = Unusual;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Outcome<(V::Value, Self)> {
        Ok((self.name(seed)?, self))
    }
}

impl<'de> de::VariantAccess<'de> for &mut Quick<'de> {
    type Error = Unusual;

    fn unit_variant(self) -> Outcome<()> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Outcome<T::Value> {
        self.within(*b"()", |mut inside| inside.element(seed))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Outcome<V::Value> {
        self.within(*b"()", |inside| visitor.visit_seq(inside))
    }

    fn struct_variant<V: Visitor<'de>>(self, _: &'static [&'static str], visitor: V) -> Outcome<V::Value> {
        self.within(*b"()", |inside| visitor.visit_map(inside))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Department, Entry, Format, Indicator};
    use crate::store::spelling::spell;
    use proptest::prelude::*;

    /// The built-in ledger with one of every fact in a log.
    fn built_in() -> crate::domain::Ledger {
        let mut ledger = crate::store::parse_text("tasks.ron", crate::store::BUILT_IN).unwrap();
        let says = r##"[Status(to: Done), Percent(from: 3, to: 100), Progress("“引”\"\\\n\u{202e}"),
            Deadline(to: "2026-01-01", reason: ""), Lead(from: "甲", to: "乙"), Corrects(update: "x")]"##;
        let head = r#"(id: "a", at: "2025-10-15T09:30:00+08:00", by: (person: "张"), period: "2025Q3", after: ["b", "c"], says: "#;
        let update: crate::domain::Update = by_ron(&format!("{head}{says})")).unwrap();
        let id = ledger.entries()[0].id.clone();
        ledger.get_mut(&id).unwrap().updates.push(update);
        ledger
    }

    fn by_ron<T: de::DeserializeOwned>(text: &str) -> Option<T> {
        ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME).from_str(text).ok()
    }

    #[test]
    fn it_reads_what_ron_reads() {
        let ledger = built_in();
        for entry in ledger.entries() {
            let text = spell(Format::default(), entry, 2).unwrap();
            assert_eq!(read::<Entry>(&text).ok(), by_ron(&text));
            assert!(read::<Entry>(&text).is_ok(), "{text}");
        }
        for indicator in &ledger.indicators {
            let text = spell(Format::default(), indicator, 2).unwrap();
            assert_eq!(read::<Indicator>(&text).unwrap(), **indicator);
        }
        for department in ledger.departments.iter() {
            let text = spell(Format::default(), department, 2).unwrap();
            assert_eq!(read::<Department>(&text).unwrap(), **department);
        }
    }

    proptest! {
        #[test]
        fn it_reads_nothing_that_ron_refuses_and_nothing_otherwise(
            at in 0usize..2000, with in "[ \\n\"'(){}\\[\\],:/a-zA-Z0-9_甲\\\\-]{0,3}", cut in 0usize..4, which in 0usize..40,
        ) {
            let ledger = built_in();
            let entry = &ledger.entries()[which % ledger.entries().len()];
            let text = spell(Format::default(), entry, 2).unwrap();
            let mut from = at % text.len();
            while !text.is_char_boundary(from) { from -= 1; }
            let mut to = (from + cut).min(text.len());
            while !text.is_char_boundary(to) { to += 1; }
            let text = format!("{}{with}{}", &text[..from], &text[to..]);
            if let Ok(value) = read::<Entry>(&text) {
                prop_assert_eq!(Some(value), by_ron(&text), "{}", text);
            }
        }
    }
}
