//! One value of a row: how it enters an Arrow column, comes back out of one, and reads in a CSV cell.

use std::{borrow::Cow, sync::Arc};

use arrow::{
    array::{
        Array, ArrayBuilder, ArrayRef, AsArray, Date32Array, Date32Builder, Decimal128Array, Decimal128Builder,
        Float64Array, Float64Builder, Int64Array, Int64Builder, ListArray, ListBuilder, StringArray, StringBuilder,
    },
    datatypes::{DataType, Field},
};
use jiff::{SignedDuration, civil};
use tallysheet_model::{Date, Decimal};

use crate::ColumnType;

const PRECISION: u8 = 38;
const SCALE: i8 = Decimal::SCALE as i8;
const EPOCH: Date = civil::date(1970, 1, 1);

/// A value of a column; `Option` of one is a value of a column that may hold nulls.
pub trait Cell<'a>: Sized {
    const TYPE: ColumnType;
    const NULLABLE: bool = false;

    /// Appends `cell`, or a null, to the builder that [`builder`] made for this type.
    fn append(cell: Option<&Self>, column: &mut dyn ArrayBuilder);

    /// The value in this row; `None` for a null or a column of another type.
    fn read(column: &'a dyn Array, row: usize) -> Option<Self>;

    /// The text of a CSV cell.
    fn csv(&self) -> Cow<'_, str>;

    /// The bytes of text held.
    fn size(&self) -> usize {
        0
    }
}

/// The Arrow type of a column.
pub fn data_type(kind: ColumnType) -> DataType {
    match kind {
        ColumnType::Text => DataType::Utf8,
        ColumnType::Int => DataType::Int64,
        ColumnType::Float => DataType::Float64,
        ColumnType::Decimal => DataType::Decimal128(PRECISION, SCALE),
        ColumnType::Date => DataType::Date32,
        ColumnType::List => DataType::List(list_item()),
    }
}

/// An empty builder for a column.
pub fn builder(kind: ColumnType) -> Box<dyn ArrayBuilder> {
    match kind {
        ColumnType::Text => Box::new(StringBuilder::new()),
        ColumnType::Int => Box::new(Int64Builder::new()),
        ColumnType::Float => Box::new(Float64Builder::new()),
        ColumnType::Decimal => Box::new(Decimal128Builder::new().with_data_type(data_type(kind))),
        ColumnType::Date => Box::new(Date32Builder::new()),
        ColumnType::List => Box::new(ListBuilder::new(StringBuilder::new()).with_field(list_item())),
    }
}

/// Makes an empty builder as large as what it has built, where growing again would copy much.
pub fn make_room(column: &mut Box<dyn ArrayBuilder>, built: &ArrayRef) {
    if let Some(texts) = built.as_string_opt::<i32>() {
        *column = Box::new(StringBuilder::with_capacity(texts.len(), texts.value_data().len()));
    }
}

/// Parquet's own name for the items of a list.
fn list_item() -> Arc<Field> {
    Arc::new(Field::new("element", DataType::Utf8, false))
}

fn built_as<B: ArrayBuilder>(column: &mut dyn ArrayBuilder) -> &mut B {
    column.as_any_mut().downcast_mut().expect("the builder is made from the same column type")
}

/// The column as `A`, where it is one and holds a value in this row.
fn value_in<A: Array + 'static>(column: &dyn Array, row: usize) -> Option<&A> {
    column.as_any().downcast_ref::<A>().filter(|array| array.is_valid(row))
}

impl<'a, T: Cell<'a>> Cell<'a> for Option<T> {
    const TYPE: ColumnType = T::TYPE;
    const NULLABLE: bool = true;

    fn append(cell: Option<&Self>, column: &mut dyn ArrayBuilder) {
        T::append(cell.and_then(Option::as_ref), column);
    }

    fn read(column: &'a dyn Array, row: usize) -> Option<Self> {
        if column.is_null(row) { Some(None) } else { T::read(column, row).map(Some) }
    }

    fn csv(&self) -> Cow<'_, str> {
        self.as_ref().map_or(Cow::Borrowed(""), T::csv)
    }

    fn size(&self) -> usize {
        self.as_ref().map_or(0, T::size)
    }
}

impl<'a> Cell<'a> for &'a str {
    const TYPE: ColumnType = ColumnType::Text;

    fn append(cell: Option<&Self>, column: &mut dyn ArrayBuilder) {
        built_as::<StringBuilder>(column).append_option(cell);
    }

    fn read(column: &'a dyn Array, row: usize) -> Option<Self> {
        value_in::<StringArray>(column, row).map(|array| array.value(row))
    }

    fn csv(&self) -> Cow<'_, str> {
        guard_formula(Cow::Borrowed(self))
    }

    fn size(&self) -> usize {
        self.len()
    }
}

impl<'a> Cell<'a> for Vec<&'a str> {
    const TYPE: ColumnType = ColumnType::List;

    fn append(cell: Option<&Self>, column: &mut dyn ArrayBuilder) {
        let items = cell.map(|items| items.iter().map(|&item| Some(item)));
        built_as::<ListBuilder<StringBuilder>>(column).append_option(items);
    }

    fn read(column: &'a dyn Array, row: usize) -> Option<Self> {
        let list = value_in::<ListArray>(column, row)?;
        let items = list.values().as_string_opt::<i32>()?;
        let (start, end) = (list.value_offsets()[row], list.value_offsets()[row + 1]);
        (start..end)
            .map(|at| value_in::<StringArray>(items, at as usize).map(|items| items.value(at as usize)))
            .collect()
    }

    fn csv(&self) -> Cow<'_, str> {
        let escaped: Vec<String> = self.iter().map(|item| item.replace('\\', "\\\\").replace('|', "\\|")).collect();
        guard_formula(Cow::Owned(escaped.join("|")))
    }

    fn size(&self) -> usize {
        self.iter().map(|item| item.len()).sum()
    }
}

impl<'a> Cell<'a> for i64 {
    const TYPE: ColumnType = ColumnType::Int;

    fn append(cell: Option<&Self>, column: &mut dyn ArrayBuilder) {
        built_as::<Int64Builder>(column).append_option(cell.copied());
    }

    fn read(column: &'a dyn Array, row: usize) -> Option<Self> {
        value_in::<Int64Array>(column, row).map(|array| array.value(row))
    }

    fn csv(&self) -> Cow<'_, str> {
        Cow::Owned(self.to_string())
    }
}

impl<'a> Cell<'a> for f64 {
    const TYPE: ColumnType = ColumnType::Float;

    fn append(cell: Option<&Self>, column: &mut dyn ArrayBuilder) {
        built_as::<Float64Builder>(column).append_option(cell.copied());
    }

    fn read(column: &'a dyn Array, row: usize) -> Option<Self> {
        value_in::<Float64Array>(column, row).map(|array| array.value(row))
    }

    fn csv(&self) -> Cow<'_, str> {
        Cow::Owned(self.to_string())
    }
}

impl<'a> Cell<'a> for Decimal {
    const TYPE: ColumnType = ColumnType::Decimal;

    fn append(cell: Option<&Self>, column: &mut dyn ArrayBuilder) {
        built_as::<Decimal128Builder>(column).append_option(cell.map(|decimal| decimal.units()));
    }

    fn read(column: &'a dyn Array, row: usize) -> Option<Self> {
        let array = value_in::<Decimal128Array>(column, row).filter(|array| array.scale() == SCALE)?;
        Decimal::from_units(array.value(row))
    }

    fn csv(&self) -> Cow<'_, str> {
        Cow::Owned(self.to_string())
    }
}

impl<'a> Cell<'a> for Date {
    const TYPE: ColumnType = ColumnType::Date;

    fn append(cell: Option<&Self>, column: &mut dyn ArrayBuilder) {
        // The calendar's 20 000 years are 7.3 million days, far within 32 bits.
        let days = cell.map(|date| (date.duration_since(EPOCH).as_hours() / 24) as i32);
        built_as::<Date32Builder>(column).append_option(days);
    }

    fn read(column: &'a dyn Array, row: usize) -> Option<Self> {
        let days = value_in::<Date32Array>(column, row)?.value(row);
        EPOCH.checked_add(SignedDuration::from_hours(24 * i64::from(days))).ok()
    }

    fn csv(&self) -> Cow<'_, str> {
        Cow::Owned(self.to_string())
    }
}

/// The text, with an apostrophe in front where a spreadsheet would take it for a formula.
fn guard_formula(text: Cow<'_, str>) -> Cow<'_, str> {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { Cow::Owned(format!("'{text}")) } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn survives<T: for<'a> Cell<'a> + PartialEq + std::fmt::Debug>(cells: &[T]) {
        let mut column = builder(T::TYPE);
        cells.iter().for_each(|cell| T::append(Some(cell), column.as_mut()));
        let column = column.finish();
        let read: Vec<T> = (0..cells.len()).map(|row| T::read(column.as_ref(), row).unwrap()).collect();
        assert_eq!(read, cells);
    }

    #[test]
    fn values_survive_a_column() {
        survives(&[0, i64::MIN, i64::MAX]);
        survives(&[Some(1.5), None]);
        survives(&["-14.3", "99999999999999999999999999999.999999999"].map(|text| text.parse::<Decimal>().unwrap()));
        survives(&[Date::MIN, civil::date(1969, 12, 31), EPOCH, civil::date(2024, 2, 29), Date::MAX]);
    }

    #[test]
    fn another_type_or_a_null_is_no_value() {
        let mut column = builder(ColumnType::Int);
        i64::append(None, column.as_mut());
        let column = column.finish();
        assert_eq!(i64::read(column.as_ref(), 0), None);
        assert_eq!(Option::<i64>::read(column.as_ref(), 0), Some(None));
        assert_eq!(<&str>::read(column.as_ref(), 0), None);
    }

    #[test]
    fn formulas_become_text() {
        for formula in ["=1+1", "+1", "-1", "@sum", "\tx", "\rx"] {
            assert_eq!(formula.csv(), format!("'{formula}"));
        }
        assert_eq!("1-1=0".csv(), "1-1=0");
        assert_eq!(vec!["=cmd", "b"].csv(), "'=cmd|b");
        assert_eq!((-3_i64).csv(), "-3");
    }

    #[test]
    fn list_items_are_told_apart() {
        assert_eq!(vec!["a|b", r"c\"].csv(), r"a\|b|c\\");
        assert_eq!(Vec::<&str>::new().csv(), "");
    }
}
