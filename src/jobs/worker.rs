//! A named thread that answers one request after another.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Condvar, Mutex, PoisonError};

/// Tells the screen that an answer has come; knows no egui.
pub trait Wake: Send + Sync + 'static {
    /// Asks for a new frame.
    fn wake(&self);
}

/// A flag that stops a long job between two of its steps, for good or for a while.
#[derive(Clone, Debug, Default)]
pub struct Cancel(Arc<Stop>);

#[derive(Debug, Default)]
struct Stop {
    cancelled: AtomicBool,
    paused: Mutex<bool>,
    changed: Condvar,
}

impl Cancel {
    /// Asks the job to stop.
    pub fn cancel(&self) {
        self.0.cancelled.store(true, Ordering::Relaxed);
        self.pause(false);
    }

    /// Whether it was asked to.
    pub fn is_cancelled(&self) -> bool {
        self.0.cancelled.load(Ordering::Relaxed)
    }

    /// Asks the job to wait, or to go on.
    pub fn pause(&self, paused: bool) {
        *self.0.paused.lock().unwrap_or_else(PoisonError::into_inner) = paused;
        self.0.changed.notify_all();
    }

    /// Whether it was asked to wait.
    pub fn is_paused(&self) -> bool {
        *self.0.paused.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Returns once the job may go on.
    pub fn wait_while_paused(&self) {
        let paused = self.0.paused.lock().unwrap_or_else(PoisonError::into_inner);
        drop(self.0.changed.wait_while(paused, |paused| *paused));
    }
}

/// A thread with its requests and answers. Dropping it lets the thread end after its current request.
pub struct Worker<Ask, Answer> {
    asks: Sender<(u64, Ask)>,
    answers: Receiver<Answer>,
    newest: Arc<AtomicU64>,
}

/// What a worker's function can do besides its work.
pub struct Desk<'a, Answer> {
    generation: u64,
    newest: &'a AtomicU64,
    answers: &'a Sender<Answer>,
    wake: &'a dyn Wake,
}

impl<Answer> Desk<'_, Answer> {
    /// Sends an answer and wakes the screen; nobody may be there any more, and that is no error.
    pub fn answer(&self, answer: Answer) {
        if self.answers.send(answer).is_ok() {
            self.wake.wake();
        }
    }

    /// Whether no newer request that replaces this one has come.
    pub fn is_wanted(&self) -> bool {
        self.newest.load(Ordering::Relaxed) <= self.generation
    }
}

impl<Ask: Send + 'static, Answer: Send + 'static> Worker<Ask, Answer> {
    /// Starts a thread that handles requests in order with `handle`.
    ///
    /// # Errors
    /// The system's, where it gives no thread.
    pub fn start(
        name: &str,
        wake: Arc<dyn Wake>,
        mut handle: impl FnMut(Ask, &Desk<Answer>) + Send + 'static,
    ) -> std::io::Result<Self> {
        let (asks, requests) = channel::<(u64, Ask)>();
        let (sender, answers) = channel();
        let newest = Arc::new(AtomicU64::new(0));
        let seen = Arc::clone(&newest);
        std::thread::Builder::new().name(name.to_owned()).spawn(move || {
            for (generation, ask) in requests {
                let desk = Desk { generation, newest: &seen, answers: &sender, wake: &*wake };
                handle(ask, &desk);
            }
        })?;
        Ok(Self { asks, answers, newest })
    }

    /// Asks for something beside what is being worked on.
    pub fn ask(&self, ask: Ask) {
        self.send(self.newest.load(Ordering::Relaxed), ask);
    }

    /// Asks for something that replaces every earlier request of its kind: the worker drops those.
    pub fn ask_instead(&self, ask: Ask) {
        self.send(self.newest.fetch_add(1, Ordering::Relaxed) + 1, ask);
    }

    fn send(&self, generation: u64, ask: Ask) {
        if self.asks.send((generation, ask)).is_err() {
            tracing::error!("a worker thread has ended");
        }
    }

    /// An answer, if one has come.
    pub fn poll(&self) -> Option<Answer> {
        self.answers.try_recv().ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Silent;
    impl Wake for Silent {
        fn wake(&self) {}
    }

    #[test]
    fn a_newer_request_makes_the_older_unwanted() {
        let (go, wait) = channel::<()>();
        let worker = Worker::start("test", Arc::new(Silent), move |ask: u32, desk: &Desk<(u32, bool)>| {
            let _ = wait.recv();
            desk.answer((ask, desk.is_wanted()));
        })
        .expect("a thread");
        worker.ask_instead(1);
        worker.ask(2);
        worker.ask_instead(3);
        for _ in 0..3 {
            go.send(()).expect("the worker waits");
        }
        let mut answers = Vec::new();
        while answers.len() < 3 {
            answers.extend(worker.poll());
            std::thread::yield_now();
        }
        assert_eq!(answers, [(1, false), (2, false), (3, true)]);
    }
}
