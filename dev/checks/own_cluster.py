"""Runs a check with a PostgreSQL and files of its own, which it may kill and fill:
dev/script dev/checks/own_cluster.py DATABASE SIZE CHECK ARGS...

The database is copied there. SIZE, as 900m, is that of a disk of its own, in memory; 0:
on the disk of the cache. Who mounts one does so in a namespace of its own.
"""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil

DEV = Path(__file__).resolve().parents[1]
FOLDER = "CARE_OWN_CLUSTER"
CALL = '. "$1/lib.sh"; . "$1/setup.sh"; . "$1/cluster.sh"; cluster_own "$2"; "${@:3}"'


class OwnCluster:
    def __init__(self, folder=None):
        self.folder = Path(folder or os.environ[FOLDER])
        self.data = self.folder / "data"

    def call(self, *function):
        """Run a function of cluster.sh on it."""
        subprocess.run(
            ["bash", "-c", CALL, "cluster", DEV, self.folder, *function],
            stdin=subprocess.DEVNULL,
            check=True,
        )

    def make(self):
        self.call("cluster_make", "own")
        self.start()

    def start(self):
        self.call("cluster_boot")

    def stop(self):
        self.call("cluster_stop")

    def processes(self):
        """The postmaster, and those that it has started; nobody if it has ended."""
        try:
            pid = int((self.data / "postmaster.pid").read_text().split()[0])
            master = psutil.Process(pid)
            if master.name() in ("postgres", "postmaster"):
                return [master, *master.children(recursive=True)]
        except (OSError, psutil.NoSuchProcess):
            pass
        return []

    def kill(self):
        """End all of it by force."""
        processes = self.processes()
        for process in processes:
            kill(process)
        psutil.wait_procs(processes, timeout=60)

    @property
    def environment(self):
        """For programs that are to use it."""
        return {
            **os.environ,
            FOLDER: str(self.folder),
            "PGHOST": str(self.folder),
            "ODOO_RC": str(self.folder / "odoo.conf"),
        }

    def configure(self):
        """Odoo's configuration: as before, but here."""
        own = {"db_host": self.folder, "data_dir": self.folder / "odoo"}
        lines = Path(os.environ["ODOO_RC"]).read_text().splitlines()
        lines = [line for line in lines if line.partition(" =")[0] not in own]
        lines += [f"{key} = {value}" for key, value in own.items()]
        (self.folder / "odoo.conf").write_text("\n".join(lines) + "\n")

    def copy(self, name):
        """Bring a database here, with its files."""
        from odoo.tools import config

        files = self.folder / "odoo" / "filestore" / name
        shutil.copytree(config.filestore(name), files)
        there = {"env": self.environment, "check": True}
        subprocess.run(["createdb", "-T", "template0", name], **there)
        dump = subprocess.Popen(["pg_dump", "-Fc", name], stdout=subprocess.PIPE)
        restore = ["pg_restore", "-d", name, "--no-owner"]
        subprocess.run(restore, stdin=dump.stdout, **there)
        if dump.wait():
            raise RuntimeError(f"{name} could not be read.")


def kill(process):
    try:
        process.send_signal(signal.SIGKILL)
    except psutil.NoSuchProcess:
        pass


def main(name, size, program, *arguments):
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    folder = Path(os.environ["PGHOST"]).parent / f"own_{os.getpid()}"
    folder.mkdir()
    if size != "0":
        options = ["-t", "tmpfs", "-o", f"size={size},mode=755", "tmpfs"]
        subprocess.run(["mount", *options, folder], check=True)
    cluster = OwnCluster(folder)
    try:
        cluster.make()
        cluster.configure()
        cluster.copy(name)
        program = [sys.executable, DEV / "script.py", DEV / "checks" / program]
        environment = cluster.environment
        return subprocess.run([*program, name, *arguments], env=environment).returncode
    finally:
        cluster.kill()
        if size != "0":
            time.sleep(0.5)  # until nobody holds a file there
            subprocess.run(["umount", "--lazy", folder], check=False)
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
