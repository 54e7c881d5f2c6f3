//! No test waits for ever: what does not come is told, and the other tests go on.

use std::io::{Error, ErrorKind, Read};
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// So long a program may take on a busy machine.
const LONG: Duration = Duration::from_secs(300);

/// Counts steps on the way to something; when they are used up it is told that it never came.
pub fn steps(most: usize, to: &str) -> impl Iterator<Item = usize> {
    (0..=most).inspect(move |n| assert!(*n < most, "{to}: not after {most} steps"))
}

/// Waits for the end of a program that was started; one that does not end is killed and told of.
pub fn ended(child: &mut Child) -> ExitStatus {
    let begun = Instant::now();
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            return status;
        }
        if begun.elapsed() > LONG {
            let _ = child.kill();
            panic!("the program {} does not end", child.id());
        }
        thread::sleep(Duration::from_millis(if begun.elapsed() < Duration::from_millis(200) { 1 } else { 10 }));
    }
}

/// What a program says, started and waited for.
pub fn output(command: &mut Command) -> Output {
    finished(started(command.stdout(Stdio::piped()).stderr(Stdio::piped())))
}

/// A program, started. One that was just copied may still be open for writing in a child that another test started while it
/// was copied, until that child runs its own program (`ETXTBSY`): then once more.
fn started(command: &mut Command) -> Child {
    let busy = |error: &Error| error.kind() == ErrorKind::ExecutableFileBusy;
    for _ in steps(1000, "a program that is still written") {
        match command.spawn() {
            Err(error) if busy(&error) => thread::sleep(Duration::from_millis(10)),
            child => return child.unwrap(),
        }
    }
    unreachable!("the steps tell")
}

/// What a program says that was started, as far as its ends are ours.
pub fn finished(mut child: Child) -> Output {
    let (out, err) = (child.stdout.take().map(all_of), child.stderr.take().map(all_of));
    let status = ended(&mut child);
    let told = |reader: Option<thread::JoinHandle<Vec<u8>>>| reader.map(|r| r.join().unwrap()).unwrap_or_default();
    Output { status, stdout: told(out), stderr: told(err) }
}

fn all_of(mut from: impl Read + Send + 'static) -> thread::JoinHandle<Vec<u8>> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        let _ = from.read_to_end(&mut bytes);
        bytes
    })
}
