//! Work in parallel, its results in the order of the items.

use std::{
    collections::BTreeMap,
    sync::{Condvar, Mutex, MutexGuard, PoisonError},
    thread,
};

use crate::failure::Failure;

/// Results that may wait for an earlier one, for each thread.
const AHEAD: u64 = 2;

/// Does `work` on every item on so many threads, and hands the results to `exit` one by one in the order of the items.
///
/// Every thread takes items, works, and hands over what is next in turn, so that taking, working and handing over overlap
/// and no thread has a single task to wait with. Few results are held at one time: a thread that is far ahead waits.
///
/// # Errors
///
/// The first that `exit` gives; no more is then taken.
pub fn in_order<T, U: Send>(
    threads: usize,
    items: impl Iterator<Item = T> + Send,
    work: impl Fn(T) -> U + Sync,
    exit: impl FnMut(U) -> Result<(), Failure> + Send,
) -> Result<(), Failure> {
    let entry = Mutex::new((0..).zip(items));
    let exit = Mutex::new(exit);
    let (queue, moved) = (Mutex::new(Queue::default()), Condvar::new());
    // A function, so that the lock is gone when the item is there.
    let take = || lock(&entry).next();
    let worker = || {
        let _stop = StopAll { queue: &queue, moved: &moved };
        while let Some((number, item)) = take() {
            let result = work(item);
            let mut waiting = lock(&queue);
            waiting.results.insert(number, result);
            while let Some(result) = waiting.take_next() {
                drop(waiting);
                let handed = lock(&exit)(result);
                waiting = lock(&queue);
                waiting.handed(handed);
                moved.notify_all();
            }
            let ahead = AHEAD * threads as u64;
            let far = |queue: &mut Queue<U>| !queue.stopped && number >= queue.next + ahead;
            if moved.wait_while(waiting, far).is_ok_and(|queue| queue.stopped) {
                break;
            }
        }
    };
    thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(worker)).collect();
        worker();
        drop(others);
    });
    queue.into_inner().unwrap_or_else(PoisonError::into_inner).failure.map_or(Ok(()), Err)
}

/// Results on their way out.
struct Queue<U> {
    results: BTreeMap<u64, U>,
    /// The number of the result that goes out next.
    next: u64,
    /// A thread is handing one over.
    busy: bool,
    stopped: bool,
    failure: Option<Failure>,
}

impl<U> Default for Queue<U> {
    fn default() -> Self {
        Self { results: BTreeMap::new(), next: 0, busy: false, stopped: false, failure: None }
    }
}

impl<U> Queue<U> {
    /// The result whose turn it is, where it is there and nobody else is handing one over.
    fn take_next(&mut self) -> Option<U> {
        if self.busy || self.stopped {
            return None;
        }
        let result = self.results.remove(&self.next)?;
        self.busy = true;
        Some(result)
    }

    fn handed(&mut self, outcome: Result<(), Failure>) {
        self.busy = false;
        self.next += 1;
        if let Err(failure) = outcome {
            self.stopped = true;
            self.failure = Some(failure);
        }
    }
}

/// A thread that panics lets the others go.
struct StopAll<'a, U> {
    queue: &'a Mutex<Queue<U>>,
    moved: &'a Condvar,
}

impl<U> Drop for StopAll<'_, U> {
    fn drop(&mut self) {
        if thread::panicking() {
            lock(self.queue).stopped = true;
            self.moved.notify_all();
        }
    }
}

/// What a thread leaves behind that panicked is not used: the panic goes on when the threads are joined.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::{
        sync::atomic::{AtomicU64, Ordering},
        time::Duration,
    };

    use anyhow::anyhow;

    use super::*;

    #[test]
    fn results_leave_in_order_whoever_is_first() {
        for threads in [1, 2, 7] {
            let mut out = Vec::new();
            // The earlier of a pair takes longer.
            let work = |n: u64| {
                thread::sleep(Duration::from_micros(if n.is_multiple_of(2) { 300 } else { 0 }));
                n * n
            };
            let exit = |n| {
                out.push(n);
                Ok(())
            };
            in_order(threads, 0..100, work, exit).unwrap();
            assert_eq!(out, (0..100).map(|n| n * n).collect::<Vec<_>>());
        }
    }

    #[test]
    fn threads_work_at_once() {
        let (working, most) = (AtomicU64::new(0), AtomicU64::new(0));
        let work = |_| {
            most.fetch_max(working.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
            thread::sleep(Duration::from_millis(5));
            working.fetch_sub(1, Ordering::SeqCst);
        };
        in_order(3, 0..30, work, |()| Ok(())).unwrap();
        assert_eq!(most.into_inner(), 3);
    }

    #[test]
    fn few_are_taken_ahead() {
        let (taken, mut left) = (AtomicU64::new(0), 0);
        let items = (0..1000_u64).inspect(|_| _ = taken.fetch_add(1, Ordering::SeqCst));
        in_order(
            4,
            items,
            |n| n,
            |_| {
                left += 1;
                assert!(taken.load(Ordering::SeqCst) - left <= 4 * (AHEAD + 1));
                Ok(())
            },
        )
        .unwrap();
        assert_eq!(left, 1000);
    }

    #[test]
    fn the_first_failure_ends_it() {
        let mut left = 0;
        let done = in_order(
            3,
            0..,
            |n| n,
            |n| {
                left += 1;
                if n == 5 { Err(Failure::usage(anyhow!("full"))) } else { Ok(()) }
            },
        );
        assert_eq!((left, done.unwrap_err().to_string().as_str()), (6, "full"));
    }
}
