//! Opening, creating and upgrading a store; one connection reads, one writes.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior};

use super::search::give_up_other_format;
use super::{Index, Result, StoreError};

/// Marks our files for `file(1)` and for ourselves: "Jiuw".
pub const APPLICATION_ID: i32 = 0x4a69_7577;
/// The schema this program writes.
pub const SCHEMA_VERSION: i32 = 6;

/// An open store.
pub struct Store {
    path: PathBuf,
    reader: Mutex<Connection>,
    writer: Mutex<Connection>,
    /// The index as last read, and the version of the data that it was read from.
    index: Mutex<Option<(i64, Arc<Index>)>>,
}

/// Reads; several statements see one state of the store.
pub struct Reader<'a>(pub(super) &'a Connection);

/// Writes, all or nothing.
pub struct Writer<'a>(pub(super) &'a Transaction<'a>);

impl Writer<'_> {
    /// Reads within the transaction.
    pub fn reader(&self) -> Reader<'_> {
        Reader(self.0)
    }

    /// Writes a part that is kept whole or, where it fails, not at all; the rest of the transaction goes on.
    ///
    /// # Errors
    /// Those of `change`.
    pub fn attempt<T, E: From<StoreError>>(
        &self,
        change: impl FnOnce(&Self) -> std::result::Result<T, E>,
    ) -> std::result::Result<T, E> {
        let run = |sql| self.0.execute_batch(sql).map_err(|error| E::from(error.into()));
        run("SAVEPOINT part")?;
        let value = change(self);
        if value.is_err() {
            run("ROLLBACK TO part")?;
        }
        run("RELEASE part")?;
        value
    }
}

impl Store {
    /// Opens a store that exists.
    ///
    /// # Errors
    /// [`StoreError::Missing`], [`StoreError::NotAStore`], [`StoreError::Newer`], [`StoreError::ReadOnly`].
    pub fn open(path: &Path) -> Result<Self> {
        if !path.is_file() {
            return Err(if path.exists() {
                StoreError::NotAStore(path.to_owned())
            } else {
                StoreError::Missing(path.to_owned())
            });
        }
        // A look without the right to write: a file of another program must not be touched.
        check_identity(path)?;
        Self::connect(path)
    }

    /// Opens a store, or makes an empty one where there is no file.
    ///
    /// # Errors
    /// As [`Store::open`]; [`StoreError::ReadOnly`] where the file cannot be made.
    pub fn open_or_create(path: &Path) -> Result<Self> {
        if path.exists() {
            return Self::open(path);
        }
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            std::fs::create_dir_all(folder).map_err(|_| StoreError::ReadOnly(path.to_owned()))?;
        }
        Self::connect(path)
    }

    fn connect(path: &Path) -> Result<Self> {
        let mut writer = connection(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE)?;
        // Counts for a new file only. Larger pages waste less room behind lists of some thousand bytes.
        writer.pragma_update(None, "page_size", 8192)?;
        // Before the log of changes is switched on: the mark of our files must stand in the file itself from its first
        // moment, or a second window would take it for another program's.
        upgrade(&mut writer)
            .and_then(|()| give_up_other_format(&mut writer))
            .map_err(|error| in_file(error, path))?;
        // Readers go on while an import writes; what was committed outlives a crash of the program.
        writer.pragma_update(None, "journal_mode", "wal").map_err(|error| in_file(error.into(), path))?;
        let reader = read_connection(path)?;
        Ok(Self {
            path: path.to_owned(),
            reader: Mutex::new(reader),
            writer: Mutex::new(writer),
            index: Mutex::default(),
        })
    }

    /// Where the file lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Reads; all statements of `ask` see the same state.
    ///
    /// # Errors
    /// Those of `ask`.
    pub fn read<T>(&self, ask: impl FnOnce(&Reader) -> Result<T>) -> Result<T> {
        let mut connection = lock(&self.reader);
        let snapshot = connection.transaction_with_behavior(TransactionBehavior::Deferred)?;
        ask(&Reader(&snapshot))
    }

    /// Reads with the search index; all of it sees the same state.
    ///
    /// # Errors
    /// Those of `ask`.
    pub fn search<T>(&self, ask: impl FnOnce(&Reader, &Arc<Index>) -> Result<T>) -> Result<T> {
        self.read(|reader| {
            // Another connection's commit changes this number: https://sqlite.org/pragma.html#pragma_data_version
            let mut select = reader.0.prepare_cached("PRAGMA data_version")?;
            let version: i64 = select.query_row([], |row| row.get(0))?;
            let mut held = self.index.lock().unwrap_or_else(PoisonError::into_inner);
            let index = match &*held {
                Some((known, index)) if *known == version => Arc::clone(index),
                before => {
                    let before = before.as_ref().map(|(_, index)| &**index);
                    let index = Arc::new(Index::load(reader, before)?);
                    *held = Some((version, Arc::clone(&index)));
                    index
                }
            };
            drop(held);
            ask(reader, &index)
        })
    }

    /// A connection of its own for long reading, so that nobody waits for it.
    pub(super) fn another_reader(&self) -> Result<Connection> {
        read_connection(&self.path)
    }

    /// Writes; `change` is kept whole or, where it fails, not at all.
    ///
    /// # Errors
    /// Those of `change`, of the commit too.
    pub fn write<T>(&self, change: impl FnOnce(&Writer) -> Result<T>) -> Result<T> {
        let mut connection = lock(&self.writer);
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let value = change(&Writer(&transaction)).map_err(|error| in_file(error, &self.path))?;
        transaction.commit().map_err(|error| in_file(error.into(), &self.path))?;
        Ok(value)
    }
}

impl Store {
    /// Writes the log of changes (`-wal`) back into the file, so that a copy of the file alone is whole.
    ///
    /// A reader or another program may be in the way: then the next one does it, and nothing is lost meanwhile.
    pub fn settle(&self) {
        let writer = lock(&self.writer);
        if let Err(error) = writer.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())) {
            tracing::warn!(%error, "the log of changes stays beside the store");
        }
    }
}

/// A thread that panicked while holding a connection left no transaction open: rusqlite rolls back on drop.
fn lock(connection: &Mutex<Connection>) -> MutexGuard<'_, Connection> {
    connection.lock().unwrap_or_else(PoisonError::into_inner)
}

fn connection(path: &Path, flags: OpenFlags) -> Result<Connection> {
    let connection = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)
        .map_err(|error| in_file(error.into(), path))?;
    configure(&connection).map_err(|error| in_file(error.into(), path))?;
    Ok(connection)
}

fn read_connection(path: &Path) -> Result<Connection> {
    let reader = connection(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    reader.pragma_update(None, "query_only", true)?;
    Ok(reader)
}

fn configure(connection: &Connection) -> rusqlite::Result<()> {
    // With WAL (see connect), NORMAL can lose the last commits in a power cut but never the file: an import can be run again.
    connection.pragma_update(None, "synchronous", "normal")?;
    // SQLite checks references only when asked to.
    connection.pragma_update(None, "foreign_keys", true)?;
    // Another window may be writing: wait for it rather than fail at once.
    connection.busy_timeout(std::time::Duration::from_secs(5))?;
    // Statements are planned once, not again for each value: planning took longer than most of them.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    // 16 MB of pages: old office machines have little memory.
    connection.pragma_update(None, "cache_size", -16_384)?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(())
}

fn check_identity(path: &Path) -> Result<()> {
    let header = {
        use std::io::Read;
        let mut header = Vec::new();
        let file = std::fs::File::open(path).map_err(|_| StoreError::ReadOnly(path.to_owned()))?;
        file.take(100).read_to_end(&mut header).map_err(|_| StoreError::NotAStore(path.to_owned()))?;
        header
    };
    // An empty file is what SQLite makes of a store whose first commit never came.
    if header.is_empty() {
        return Ok(());
    }
    // Offsets 60 and 68 of the header: https://sqlite.org/fileformat2.html#the_database_header
    let number = |at: usize| header.get(at..at + 4).and_then(|b| b.try_into().ok()).map(i32::from_be_bytes);
    let sqlite = header.starts_with(b"SQLite format 3\0");
    if !sqlite || number(68) != Some(APPLICATION_ID) {
        return Err(StoreError::NotAStore(path.to_owned()));
    }
    newer(number(60).unwrap_or_default())
}

fn newer(found: i32) -> Result<()> {
    if found > SCHEMA_VERSION {
        return Err(StoreError::Newer { found, known: SCHEMA_VERSION });
    }
    Ok(())
}

/// Brings a store of any earlier version, or an empty file, to [`SCHEMA_VERSION`] in one transaction.
fn upgrade(connection: &mut Connection) -> Result<()> {
    let version = |c: &Connection| c.pragma_query_value(None, "user_version", |row| row.get::<_, i32>(0));
    let found = version(connection)?;
    newer(found)?;
    if found == SCHEMA_VERSION {
        return Ok(());
    }
    // Tables are made anew below those that refer to them, and SQLite takes this order only outside a transaction.
    connection.pragma_update(None, "foreign_keys", false)?;
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Another window may have upgraded it while we waited for the lock.
    let found = version(&transaction)?;
    if found == 0 {
        transaction.execute_batch(include_str!("sql/schema.sql"))?;
    }
    if found == 1 {
        transaction.execute_batch(include_str!("sql/upgrade_1_to_2.sql"))?;
    }
    if found < 3 {
        transaction.execute_batch(include_str!("sql/search_schema.sql"))?;
        transaction.execute_batch(include_str!("sql/coverage_schema.sql"))?;
    }
    if found < 4 {
        transaction.execute_batch(include_str!("sql/authority_schema.sql"))?;
        transaction.execute_batch(include_str!("sql/map_schema.sql"))?;
    }
    if matches!(found, 1..4) {
        transaction.execute_batch(include_str!("sql/upgrade_3_to_4.sql"))?;
    }
    if found < 5 {
        transaction.execute_batch(include_str!("sql/desk_schema.sql"))?;
        transaction.execute_batch(include_str!("sql/pin_schema.sql"))?;
    }
    if found < 6 {
        transaction.execute_batch(include_str!("sql/sheet_schema.sql"))?;
    }
    if matches!(found, 1..5) {
        // A program before us looked for places in texts only.
        transaction.execute("INSERT INTO meta (key, value) VALUES ('captions_placed', '0')", [])?;
    }
    if transaction.prepare("PRAGMA foreign_key_check")?.exists([])? {
        return Err(StoreError::Damaged);
    }
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    transaction.pragma_update(None, "user_version", SCHEMA_VERSION)?;
    transaction.commit()?;
    connection.pragma_update(None, "foreign_keys", true)?;
    Ok(())
}

/// Gives the codes that speak of the file itself their plain words.
fn in_file(error: StoreError, path: &Path) -> StoreError {
    use rusqlite::ErrorCode as Code;
    let StoreError::Sqlite(inner) = &error else { return error };
    match inner.sqlite_error_code() {
        Some(Code::ReadOnly | Code::CannotOpen | Code::PermissionDenied) => {
            StoreError::ReadOnly(path.to_owned())
        }
        Some(Code::NotADatabase | Code::DatabaseCorrupt) => StoreError::NotAStore(path.to_owned()),
        _ => error,
    }
}
