//! A git that is at work: what it prints, and how it is called off.

use std::io::{self, Read};
use std::process::{Child, Command, Output, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

/// Calls off what waits for the network. Copies of it are one and the same.
#[derive(Clone, Debug, Default)]
pub struct Stop(Arc<AtomicBool>);

/// How often it is looked whether to stop.
const GLANCE: Duration = Duration::from_millis(40);

impl Stop {
    /// Calls off.
    pub fn stop(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether it was called off.
    pub(crate) fn is_stopped(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// Runs a command to its end; none when it was called off before.
pub(super) fn output(mut command: Command, stop: &Stop) -> io::Result<Option<Output>> {
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
    let (sender, ended) = mpsc::channel();
    let (out, err) = (child.stdout.take(), child.stderr.take());
    // Helpers of git that outlive it keep its pipes open: nobody waits for these threads when it is called off.
    thread::spawn(move || {
        let err = thread::spawn(move || read(err));
        let _ = sender.send((read(out), err.join().unwrap_or_default()));
    });
    loop {
        match ended.recv_timeout(GLANCE) {
            Ok((stdout, stderr)) => return Ok(Some(Output { status: child.wait()?, stdout, stderr })),
            Err(RecvTimeoutError::Timeout) if !stop.is_stopped() => {}
            Err(_) => {
                end(&mut child);
                return Ok(None);
            }
        }
    }
}

fn read(pipe: Option<impl Read>) -> Vec<u8> {
    let mut bytes = Vec::new();
    let _ = pipe.map(|mut p| p.read_to_end(&mut bytes));
    bytes
}

/// Asks it to end, so that it takes its lock files away, and after a second makes it.
fn end(child: &mut Child) {
    if cfg!(unix) {
        let _ = Command::new("kill").arg(child.id().to_string()).stderr(Stdio::null()).status();
        for _ in 0..25 {
            if matches!(child.try_wait(), Ok(Some(_))) {
                return;
            }
            thread::sleep(GLANCE);
        }
    }
    let _ = child.kill();
    let _ = child.wait();
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::time::Instant;

    #[test]
    fn what_is_called_off_ends_soon_and_what_is_not_gives_all_it_printed() {
        let (begun, stop) = (Instant::now(), Stop::default());
        let other = stop.clone();
        let waiting = thread::spawn(move || {
            let mut command = Command::new("sleep");
            command.arg("60");
            output(command, &other)
        });
        stop.stop();
        assert!(waiting.join().unwrap().unwrap().is_none());
        assert!(begun.elapsed() < Duration::from_secs(20));
        let mut command = Command::new("sh");
        command.args(["-c", "echo out; echo err >&2; exit 3"]);
        let output = output(command, &Stop::default()).unwrap().unwrap();
        assert_eq!((output.stdout.as_slice(), output.stderr.as_slice(), output.status.code()), (&b"out\n"[..], &b"err\n"[..], Some(3)));
    }
}
