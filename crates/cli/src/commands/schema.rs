//! `tally schema`: the tables, column by column.

use std::io::{Write, stdout};

use console::style;
use tallysheet_export::{Table, TableSchema, schema};

use crate::{
    args::{ListFormat, SchemaArgs},
    failure::{Failure, Outcome},
    terminal::Columns,
};

/// Describes the table asked for, or all of them.
///
/// # Errors
///
/// When stdout cannot be written.
pub fn run(args: &SchemaArgs) -> Result<Outcome, Failure> {
    let asked = |table: &&Table| args.table.as_deref().is_none_or(|name| name == table.as_str());
    let tables: Vec<TableSchema> = Table::ALL.iter().filter(asked).map(|&table| schema(table)).collect();
    let mut out = stdout().lock();
    if args.format == ListFormat::Json {
        serde_json::to_writer_pretty(&mut out, &tables)?;
        writeln!(out)?;
        return Ok(Outcome::Done);
    }
    for (i, table) in tables.iter().enumerate() {
        let gap = if i == 0 { "" } else { "\n" };
        writeln!(out, "{gap}{}: {}", style(table.table).bold(), table.meaning)?;
        let mut columns = Columns::new(&[]);
        for column in &table.columns {
            let null = if column.nullable { "?" } else { "" };
            columns.row([column.name.to_owned(), format!("{}{null}", column.kind), column.meaning.to_owned()]);
        }
        columns.write("  ", &mut out)?;
    }
    Ok(Outcome::Done)
}
