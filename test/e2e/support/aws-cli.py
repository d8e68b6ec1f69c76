"""The AWS CLI of this Python, loaded once: what /usr/bin/aws runs, each command in a process of its own that is forked from it.

In: a JSON list of arguments a line on standard input. Out: { code, stdout, stderr } as JSON, a line for each.
"""

import json
import os
import sys
import tempfile
import traceback

import awscli.clidriver


def run(args):
    """Runs one command; its outputs go to files, because it may write more than a pipe holds."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        child = os.fork()
        if child == 0:
            os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
            os.dup2(out.fileno(), 1)
            os.dup2(err.fileno(), 2)
            sys.argv = ['aws', *args]
            code = 255
            try:
                code = awscli.clidriver.main()
            except BaseException:
                traceback.print_exc()
            finally:
                sys.stdout.flush()
                sys.stderr.flush()
                os._exit(code or 0)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        texts = []
        for file in (out, err):
            file.seek(0)
            texts.append(file.read().decode('utf-8'))
    return {'code': code, 'stdout': texts[0], 'stderr': texts[1]}


for line in sys.stdin:
    print(json.dumps(run(json.loads(line))), flush=True)
