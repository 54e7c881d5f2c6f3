//! A quick reader for items in (nearly) canonical spelling, two to three times as fast as `ron`. It knows only what
//! such items are made of; at anything else (a comment, a raw string, a mistake) it gives up, and `ron` decides
//! and words the error. So it never makes a text readable that `ron` refuses: see the tests of `read`.

use memchr::memchr2;
use serde::Deserialize;
use serde::de::{self, DeserializeSeed, IntoDeserializer, Visitor};
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

    /// Whether the next thing is this mark, which is stepped over.
    fn meets(&mut self, c: u8) -> bool {
        self.expect(c).is_ok()
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
        let from = self.at;
        let end = memchr2(b'"', b'\\', &self.bytes()[from..]).ok_or(Unusual)? + from;
        self.at = end + 1;
        if self.bytes()[end] == b'"' {
            return Ok(Cow::Borrowed(&self.text[from..end]));
        }
        let mut out = self.text[from..end].to_owned();
        self.at = end;
        loop {
            let from = self.at;
            let end = memchr2(b'"', b'\\', &self.bytes()[from..]).ok_or(Unusual)? + from;
            out.push_str(&self.text[from..end]);
            self.at = end + 1;
            if self.bytes()[end] == b'"' {
                return Ok(Cow::Owned(out));
            }
            out.push(self.escaped()?);
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

    fn fields<V: Visitor<'de>>(&mut self, visitor: V) -> Outcome<V::Value> {
        self.expect(b'(')?;
        let value = visitor.visit_map(Fields { of: self })?;
        self.expect(b')')?;
        Ok(value)
    }

    fn elements<V: Visitor<'de>>(&mut self, (open, close): (u8, u8), visitor: V) -> Outcome<V::Value> {
        self.expect(open)?;
        let value = visitor.visit_seq(Elements { of: self, close })?;
        self.expect(close)?;
        Ok(value)
    }
}

macro_rules! numbers {
    ($($method:ident $visit:ident),*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Outcome<V::Value> {
            visitor.$visit(self.number()?)
        })*
    };
}

macro_rules! unknown {
    ($($method:ident),*) => {
        $(fn $method<V: Visitor<'de>>(self, _: V) -> Outcome<V::Value> {
            Err(Unusual)
        })*
    };
}

impl<'de> de::Deserializer<'de> for &mut Quick<'de> {
    type Error = Unusual;

    numbers!(deserialize_i8 visit_i8, deserialize_i16 visit_i16, deserialize_i32 visit_i32, deserialize_i64 visit_i64,
             deserialize_u8 visit_u8, deserialize_u16 visit_u16, deserialize_u32 visit_u32, deserialize_u64 visit_u64,
             deserialize_f32 visit_f32, deserialize_f64 visit_f64);
    unknown!(deserialize_any, deserialize_char, deserialize_bytes, deserialize_byte_buf, deserialize_unit, deserialize_ignored_any);

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

    fn deserialize_unit_struct<V: Visitor<'de>>(self, _: &'static str, _: V) -> Outcome<V::Value> {
        Err(Unusual)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Outcome<V::Value> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Outcome<V::Value> {
        self.elements((b'[', b']'), visitor)
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Outcome<V::Value> {
        self.elements((b'(', b')'), visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(self, _: &'static str, _: usize, _: V) -> Outcome<V::Value> {
        Err(Unusual)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Outcome<V::Value> {
        self.expect(b'{')?;
        let value = visitor.visit_map(Pairs { of: self })?;
        self.expect(b'}')?;
        Ok(value)
    }

    fn deserialize_struct<V: Visitor<'de>>(self, name: &'static str, _: &'static [&'static str], visitor: V) -> Outcome<V::Value> {
        let written = self.ident();
        if !written.is_empty() && written != name {
            return Err(Unusual);
        }
        self.fields(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(self, _: &'static str, _: &'static [&'static str], visitor: V) -> Outcome<V::Value> {
        visitor.visit_enum(Variant { of: self })
    }
}

struct Fields<'a, 'de> {
    of: &'a mut Quick<'de>,
}

impl<'de> de::MapAccess<'de> for Fields<'_, 'de> {
    type Error = Unusual;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Outcome<Option<K::Value>> {
        let name = self.of.ident();
        if name.is_empty() {
            return Ok(None);
        }
        seed.deserialize(IntoDeserializer::<Unusual>::into_deserializer(name)).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Outcome<V::Value> {
        self.of.expect(b':')?;
        let value = seed.deserialize(&mut *self.of)?;
        separated(self.of, b')')?;
        Ok(value)
    }
}

/// Behind an element stands a comma, or the end.
fn separated(of: &mut Quick<'_>, close: u8) -> Outcome<()> {
    if of.meets(b',') {
        return Ok(());
    }
    of.blanks();
    if of.peek() == Some(close) { Ok(()) } else { Err(Unusual) }
}

struct Elements<'a, 'de> {
    of: &'a mut Quick<'de>,
    close: u8,
}

impl<'de> de::SeqAccess<'de> for Elements<'_, 'de> {
    type Error = Unusual;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Outcome<Option<T::Value>> {
        self.of.blanks();
        if self.of.peek() == Some(self.close) {
            return Ok(None);
        }
        let value = seed.deserialize(&mut *self.of)?;
        separated(self.of, self.close)?;
        Ok(Some(value))
    }
}

struct Pairs<'a, 'de> {
    of: &'a mut Quick<'de>,
}

impl<'de> de::MapAccess<'de> for Pairs<'_, 'de> {
    type Error = Unusual;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Outcome<Option<K::Value>> {
        self.of.blanks();
        if self.of.peek() == Some(b'}') {
            return Ok(None);
        }
        seed.deserialize(&mut *self.of).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Outcome<V::Value> {
        self.of.expect(b':')?;
        let value = seed.deserialize(&mut *self.of)?;
        separated(self.of, b'}')?;
        Ok(value)
    }
}

struct Variant<'a, 'de> {
    of: &'a mut Quick<'de>,
}

impl<'de> de::EnumAccess<'de> for Variant<'_, 'de> {
    type Error = Unusual;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Outcome<(V::Value, Self)> {
        let name = self.of.ident();
        let value = seed.deserialize(IntoDeserializer::<Unusual>::into_deserializer(name))?;
        Ok((value, self))
    }
}

impl<'de> de::VariantAccess<'de> for Variant<'_, 'de> {
    type Error = Unusual;

    fn unit_variant(self) -> Outcome<()> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Outcome<T::Value> {
        self.of.expect(b'(')?;
        let value = seed.deserialize(&mut *self.of)?;
        separated(self.of, b')')?;
        self.of.expect(b')')?;
        Ok(value)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Outcome<V::Value> {
        self.of.elements((b'(', b')'), visitor)
    }

    fn struct_variant<V: Visitor<'de>>(self, _: &'static [&'static str], visitor: V) -> Outcome<V::Value> {
        self.of.fields(visitor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Department, Entry, Indicator};
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
            let text = spell(entry, 2).unwrap();
            assert_eq!(read::<Entry>(&text).ok(), by_ron(&text));
            assert!(read::<Entry>(&text).is_ok(), "{text}");
        }
        for indicator in &ledger.indicators {
            let text = spell(indicator, 2).unwrap();
            assert_eq!(read::<Indicator>(&text).unwrap(), **indicator);
        }
        for department in ledger.departments.iter() {
            let text = spell(department, 2).unwrap();
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
            let text = spell(entry, 2).unwrap();
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
