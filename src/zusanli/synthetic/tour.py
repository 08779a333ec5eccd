"""What to look at in the made-up clinic, in five minutes."""

from zusanli.synthetic.clinic import NAME
from zusanli.synthetic.staff import PASSWORD, STAFF


def tour(address: str) -> str:
    """Say where the clinic is, who may sign in, and where to begin."""
    who = "\n".join(f"      {each.email:<24} {', '.join(each.roles)}" for each in STAFF)
    return f"""
{NAME} is open at {address}
Nobody in it is real, nothing leaves this machine, and it listens to this machine alone.

  As a patient: {address}
      Press Begin and tick "New chest pain": you are told what to do now, and nothing else.
      Begin again and say not sure to everything: you may book an assessment all the same.

  The staff sign in at {address}/sign-in/, all with the password {PASSWORD}
{who}

Stop it with: make demo-stop"""
